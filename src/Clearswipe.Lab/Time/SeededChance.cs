using System.Buffers.Binary;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Time;

/// <summary>
/// Chance that a seed decides (SplitMix64): for worlds that are replayed, never for keys of the real world.
/// </summary>
public sealed class SeededChance(ulong seed) : IChance
{
    private ulong _state = seed;

    public void Fill(Span<byte> bytes)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        while (!bytes.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, Next());
            var taken = Math.Min(bytes.Length, word.Length);
            word[..taken].CopyTo(bytes);
            bytes = bytes[taken..];
        }
    }

    /// <summary>A number from zero up to, not including, the bound.</summary>
    public int Below(int bound)
    {
        Invariant.Holds(bound > 0, "chance chooses among at least one");
        return (int)((Next() >> 33) % (ulong)bound);
    }

    /// <summary>True with the probability.</summary>
    public bool Happens(double probability) => Share() < probability;

    /// <summary>A number from zero up to, not including, one.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public T Pick<T>(IReadOnlyList<T> among) => among[Below(among.Count)];

    private ulong Next() => unchecked(Mix(_state += 0x9E3779B97F4A7C15));

    /// <summary>SplitMix64's finisher: a word in which every bit of the given one counts.</summary>
    internal static ulong Mix(ulong word)
    {
        unchecked
        {
            word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
            return word ^ (word >> 31);
        }
    }
}
