using System.Runtime.InteropServices;
using Clearswipe.Lab.Time;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>
/// Chance by name: the n-th draw of one name is the same for a seed and a sale, whatever else was drawn in between.
/// So policies that take different steps meet the same luck where they do the same (common random numbers).
/// </summary>
sealed class Draws(ulong seed, int sale, int rehearsal = 0)
{
    private readonly Dictionary<string, int> _occasions = [];
    private readonly ulong _key = Mix(Mix(Mix(seed) ^ (ulong)sale) ^ (ulong)rehearsal);

    /// <summary>The same sale as far as it has come, with other luck from here on: to rehearse, not to peek.</summary>
    public Draws Rehearsal(int number) => new(seed, sale, 1 + number);

    public Draws Copy()
    {
        var copy = new Draws(seed, sale, rehearsal);
        foreach (var (name, occasion) in _occasions)
            copy._occasions[name] = occasion;
        return copy;
    }

    /// <summary>A number from zero up to, not including, one.</summary>
    public double Share(string name)
    {
        ref var occasion = ref CollectionsMarshal.GetValueRefOrAddDefault(_occasions, name, out _);
        var word = Mix(_key ^ HashOf(name) ^ Mix((ulong)++occasion));
        return (word >> 11) * (1.0 / (1UL << 53));
    }

    public bool Happens(string name, double probability) => Share(name) < probability;

    public T Pick<T>(string name, IReadOnlyList<T> among) => among[(int)(Share(name) * among.Count)];

    /// <summary>One of the keys, in proportion to its weight.</summary>
    public T Weighted<T>(string name, IReadOnlyList<(T Value, double Weight)> among)
    {
        var left = Share(name) * among.Sum(one => one.Weight);
        foreach (var (value, weight) in among)
        {
            left -= weight;
            if (left < 0)
                return value;
        }

        return among[^1].Value;
    }

    /// <summary>Log-logistic with shape 2 about its median: never negative, with a long tail.</summary>
    public double Spread(string name, double median)
    {
        var share = Math.Clamp(Share(name), 0.001, 0.999);
        return median * Math.Sqrt(share / (1 - share));
    }

    /// <summary>A little more or less than usual: by a third at most, as people's hands are.</summary>
    public double Hands(string name, double seconds) => seconds * (0.75 + (Share(name) * 0.5));

    /// <summary>Exponential with a mean.</summary>
    public double Patience(string name, double mean) => -mean * Math.Log(1 - Share(name));

    // FNV-1a: the same on every machine, as string.GetHashCode is not.
    private static ulong HashOf(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in name)
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        return hash;
    }

    // A step of SplitMix64 from the word.
    private static ulong Mix(ulong word) => SeededChance.Mix(unchecked(word + 0x9E3779B97F4A7C15));
}
