using System.Numerics;
using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;

namespace Clearswipe.Vault.Keys;

/// <summary>What a clear key must be before it is sealed.</summary>
static class KeyLaw
{
    private const int DesLength = 8;

    /// <summary>Why this key is refused for this use, or null.</summary>
    public static string? Refusal(KeyUse use, KeyAlgorithm algorithm, ReadOnlySpan<byte> key) =>
        key.Length != algorithm.KeyLength() ? $"a key of {algorithm} has {algorithm.KeyLength()} bytes"
        // Single DES survives in message authentication alone.
        : algorithm == KeyAlgorithm.Des && use != KeyUse.Mac ? "only a MAC key may be of single length"
        : algorithm != KeyAlgorithm.TripleDes2 && NeedsPair(use) ? $"a {use} key is a pair of DES keys, of 16 bytes"
        : !algorithm.IsDes() ? null
        : HasWeakPart(key) ? "a weak DES key is never used"
        // A double-length MAC key may come from an acquirer whose terminals had single-length ones.
        : (use != KeyUse.Mac || algorithm == KeyAlgorithm.TripleDes3) && HasEqualParts(key)
            ? "a key of triple DES has different parts"
        : null;

    /// <summary>DES keeps the last bit of each byte for parity: an odd number of ones (FIPS 46-3).</summary>
    public static void MakeParityOdd(KeyAlgorithm algorithm, Span<byte> key)
    {
        if (!algorithm.IsDes())
            return;

        foreach (ref var value in key)
            value = Odd(value);
    }

    // The verification values of Visa, IBM and the card schemes are defined over two DES keys.
    private static bool NeedsPair(KeyUse use) =>
        use is KeyUse.PinVerification or KeyUse.PinOffset or KeyUse.CardVerification;

    private static byte Odd(byte value) =>
        (byte)((value & 0xFE) | (BitOperations.PopCount((uint)value >> 1) % 2 == 0 ? 1 : 0));

    // Neighbours: where they are equal, triple DES is no more than DES.
    private static bool HasEqualParts(ReadOnlySpan<byte> key)
    {
        for (var at = DesLength; at < key.Length; at += DesLength)
            if (AreEqual(key.Slice(at - DesLength, DesLength), key.Slice(at, DesLength)))
                return true;

        return false;
    }

    private static bool AreEqual(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var differs = 0;
        for (var i = 0; i < one.Length; i++)
            differs |= Odd(one[i]) ^ Odd(other[i]);

        return differs == 0;
    }

    private static bool HasWeakPart(ReadOnlySpan<byte> key)
    {
        var part = new byte[DesLength];
        try
        {
            for (var at = 0; at < key.Length; at += DesLength)
            {
                key.Slice(at, DesLength).CopyTo(part);
                if (DES.IsWeakKey(part) || DES.IsSemiWeakKey(part))
                    return true;
            }

            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(part);
        }
    }
}
