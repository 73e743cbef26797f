using System.Numerics;
using System.Runtime.InteropServices;

namespace Clearswipe.Vault.Dukpt;

/// <summary>
/// The rule by which a DUKPT device counts: numbers with too many ones are passed over, so that no key is ever further
/// from the initial key than that many steps (ANSI X9.24-1:2009 A.2, X9.24-3:2017 6.3).
/// </summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct TransactionCounter(int Bits, int MostOnes)
{
    /// <summary>21 bits with at most ten ones: 1,048,575 transactions.</summary>
    public static readonly TransactionCounter Tdes = new(21, 10);

    /// <summary>32 bits with at most sixteen ones: 2,448,023,842 transactions.</summary>
    public static readonly TransactionCounter Aes = new(32, 16);

    /// <summary>The number after this one; 0 when there is none, and the device has come to its end.</summary>
    public uint After(uint counter)
    {
        var next = (ulong)counter + 1;
        while (BitOperations.PopCount(next) > MostOnes)
            next += next & (~next + 1);    // the lowest one carries upward, which takes at least one away
        return next >> Bits == 0 ? (uint)next : 0;
    }

    /// <summary>Why no transaction has this number, or null.</summary>
    public string? Refusal(uint counter) =>
        counter == 0 ? "counter 0 belongs to the initial key and to no transaction"
        : BitOperations.PopCount(counter) > MostOnes ? $"a transaction counter has at most {MostOnes} ones"
        : null;
}
