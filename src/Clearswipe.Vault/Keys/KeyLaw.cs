using System.Numerics;
using System.Security.Cryptography;

namespace Clearswipe.Vault.Keys;

/// <summary>What a clear key must be before it is sealed.</summary>
static class KeyLaw
{
    /// <summary>Why this key is refused for this use, or null.</summary>
    public static string? Refusal(KeyUse use, ReadOnlySpan<byte> key) => key.Length switch
    {
        // Single DES survives in message authentication alone; PINs and keys want two different halves.
        8 when use != KeyUse.Mac => "only a MAC key may be of single length",
        16 when use != KeyUse.Mac && key[..8].SequenceEqual(key[8..]) => "a double-length key has two different halves",
        8 => IsWeak(key) ? "a weak DES key is never used" : null,
        16 => IsWeak(key[..8]) || IsWeak(key[8..]) ? "a weak DES key is never used" : null,
        _ => "a key has 8 or 16 bytes",
    };

    /// <summary>DES keeps the last bit of each byte for parity: an odd number of ones (FIPS 46-3).</summary>
    public static void MakeParityOdd(Span<byte> key)
    {
        foreach (ref var value in key)
            value = (byte)((value & 0xFE) | (BitOperations.PopCount((uint)value >> 1) % 2 == 0 ? 1 : 0));
    }

    private static bool IsWeak(ReadOnlySpan<byte> half)
    {
        var bytes = half.ToArray();
        try
        {
            return DES.IsWeakKey(bytes) || DES.IsSemiWeakKey(bytes);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }
}
