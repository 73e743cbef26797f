using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Macs;

/// <summary>
/// Message authentication codes (ISO/IEC 9797-1; <see cref="MacAlgorithm"/> says which): made, and compared in constant
/// time. Neither allocates once its key is open. A MAC from outside fits or not; a key that is of another use, or that
/// the algorithm does not take, throws.
/// </summary>
public sealed class VaultMacs
{
    private readonly KeyRing _keys;

    internal VaultMacs(KeyRing keys) => _keys = keys;

    /// <summary>
    /// Writes the MAC over the message, and says how long it is; there must be room for it
    /// (<see cref="MacAlgorithms.Length"/>). A key that the algorithm does not take throws.
    /// </summary>
    public int Write(SealedKey key, MacAlgorithm algorithm, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        Invariant.Holds(algorithm.Takes(key.Algorithm), "a MAC is made with a key that its algorithm takes");
        return Write(_keys.Open(key, KeyUse.Mac), algorithm, message, mac);
    }

    /// <summary>The MAC over the message in an array of its own.</summary>
    public byte[] Of(SealedKey key, MacAlgorithm algorithm, ReadOnlySpan<byte> message)
    {
        var mac = new byte[algorithm.Length()];
        Write(key, algorithm, message, mac);
        return mac;
    }

    /// <summary>Whether the MAC is the message's own; one of another length never is.</summary>
    public bool Fits(SealedKey key, MacAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> mac)
    {
        Invariant.Holds(algorithm.Takes(key.Algorithm), "a MAC is made with a key that its algorithm takes");
        return Fits(_keys.Open(key, KeyUse.Mac), algorithm, message, mac);
    }

    /// <summary>As for a sealed key, with one that is open.</summary>
    internal static int Write(CipherKey key, MacAlgorithm algorithm, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        Invariant.Holds(algorithm.Takes(key.Algorithm), "a MAC is made with a key that its algorithm takes");
        var length = algorithm.Length();
        Invariant.Holds(mac.Length >= length, "there is room for a MAC");
        Make(key, algorithm, message, mac[..length]);
        return length;
    }

    /// <summary>As for a sealed key, with one that is open.</summary>
    internal static bool Fits(
        CipherKey key, MacAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> mac)
    {
        Span<byte> made = stackalloc byte[MacAlgorithms.LongestMac];
        var length = Write(key, algorithm, message, made);
        var fits = CryptographicOperations.FixedTimeEquals(made[..length], mac);
        CryptographicOperations.ZeroMemory(made);
        return fits;
    }

    private static void Make(CipherKey key, MacAlgorithm algorithm, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        switch (algorithm)
        {
            case MacAlgorithm.UnionPayEcb:
                UnionPayEcb.Write(key, message, mac);
                break;
            case MacAlgorithm.X919:
                RetailMac.Write(key, MacPadding.Zeros, message, mac);
                break;
            case MacAlgorithm.X919Padded:
                RetailMac.Write(key, MacPadding.BitOne, message, mac);
                break;
            case MacAlgorithm.X99 or MacAlgorithm.TripleDesCbc:
                CbcMac.Write(key, MacPadding.Zeros, message, mac);
                break;
            default:
                OfLongBlock(key, algorithm, message, mac);
                break;
        }
    }

    // AES and SM4 make sixteen bytes, of which most links send fewer.
    private static void OfLongBlock(CipherKey key, MacAlgorithm algorithm, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        Span<byte> whole = stackalloc byte[CipherKey.LongestBlock];
        if (algorithm is MacAlgorithm.AesCmac or MacAlgorithm.AesCmac8)
            Cmac.Write(key, message, whole);
        else
            CbcMac.Write(key, MacPadding.Zeros, message, whole);

        if (algorithm == MacAlgorithm.UnionPaySm4)
            Convert.TryToHexString(whole[..(mac.Length / 2)], mac, out _);
        else
            whole[..mac.Length].CopyTo(mac);
    }
}
