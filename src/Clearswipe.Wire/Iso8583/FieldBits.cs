using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Clearswipe.Wire.Iso8583;

/// <summary>The fields that are there, 1 to 192, rising. It can be enumerated, and costs nothing.</summary>
public struct FieldBits : IEnumerable<int>
{
    private Halves _halves;

    /// <summary>How many fields are there.</summary>
    public readonly int Count => BitOperations.PopCount(_halves[0]) + BitOperations.PopCount(_halves[1])
        + BitOperations.PopCount(_halves[2]);

    /// <summary>The highest field that is there, or 0.</summary>
    public readonly int Last =>
        _halves[2] != 0 ? 192 - BitOperations.TrailingZeroCount(_halves[2])
        : _halves[1] != 0 ? 128 - BitOperations.TrailingZeroCount(_halves[1])
        : _halves[0] != 0 ? 64 - BitOperations.TrailingZeroCount(_halves[0])
        : 0;

    public readonly bool Has(int field)
    {
        var at = unchecked((uint)field - 1);
        return at < FieldSpec.Highest && (_halves[(int)(at >> 6)] & Bit(at)) != 0;
    }

    /// <summary>How many fields below this one are there.</summary>
    internal readonly int Below(int field)
    {
        var at = (uint)(field - 1);
        var half = (int)(at >> 6);
        var count = BitOperations.PopCount(_halves[half] & ~(ulong.MaxValue >> (int)(at & 63)));
        while (--half >= 0)
            count += BitOperations.PopCount(_halves[half]);
        return count;
    }

    public readonly Enumerator GetEnumerator() => new(this);

    readonly IEnumerator<int> IEnumerable<int>.GetEnumerator()
    {
        foreach (var field in this)
            yield return field;
    }

    readonly IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<int>)this).GetEnumerator();

    /// <summary>One field more, from 1 to 192.</summary>
    internal void Add(int field)
    {
        var at = (uint)(field - 1);
        _halves[(int)(at >> 6)] |= Bit(at);
    }

    internal void Remove(int field)
    {
        var at = (uint)(field - 1);
        _halves[(int)(at >> 6)] &= ~Bit(at);
    }

    internal void Set(int half, ulong bits) => _halves[half] = bits;

    /// <summary>64 of the bits: field 1 (or 65, 129) is the highest.</summary>
    internal readonly ulong Half(int half) => _halves[half];

    private static ulong Bit(uint at) => (1UL << 63) >> (int)(at & 63);

    [InlineArray(3)]
    private struct Halves
    {
        private ulong _first;
    }

    /// <summary>Takes the fields one by one.</summary>
    public struct Enumerator
    {
        private ulong _left;
        private ulong _next;
        private ulong _last;
        private int _before;

        internal Enumerator(FieldBits bits) =>
            (_left, _next, _last) = (bits._halves[0], bits._halves[1], bits._halves[2]);

        /// <summary>The field at hand.</summary>
        public int Current { readonly get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (_left == 0 && !MoveOn())
                return false;
            var at = BitOperations.LeadingZeroCount(_left);
            _left ^= (1UL << 63) >> at;
            Current = unchecked(_before + at + 1);
            return true;
        }

        private bool MoveOn()
        {
            for (; _left == 0 && (_next | _last) != 0; _before += 64)
                (_left, _next, _last) = (_next, _last, 0);
            return _left != 0;
        }
    }
}
