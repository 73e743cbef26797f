using System.Buffers.Binary;
using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.KeyBlocks;

/// <summary>
/// A key block protection key with the keys that come from it: triple DES with two or three keys for versions A, B and
/// C, AES for D. Many may call at once.
/// </summary>
sealed class ProtectionKey : IDisposable
{
    private const int LongestKey = 32;
    private const byte EncryptionVariant = (byte)'E';
    private const byte AuthenticationVariant = (byte)'M';

    private readonly Binding _derived;
    private readonly Binding? _variant;

    /// <summary>The clear bytes stay the caller's to wipe.</summary>
    public ProtectionKey(KeyAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        Invariant.Holds(
            algorithm is not (KeyAlgorithm.Des or KeyAlgorithm.Sm4), "key blocks are protected by triple DES or AES");
        Algorithm = algorithm;
        _derived = new(Derived(algorithm, key, usage: 0), Derived(algorithm, key, usage: 1));
        _variant = algorithm.IsDes() ? Variants(algorithm, key) : null;
    }

    public KeyAlgorithm Algorithm { get; }

    /// <summary>The keys for a version, or null where this key serves no such block.</summary>
    public Binding? For(KeyBlockVersion version) => version switch
    {
        KeyBlockVersion.A or KeyBlockVersion.C => _variant,
        KeyBlockVersion.B => Algorithm.IsDes() ? _derived : null,
        KeyBlockVersion.D => Algorithm.IsDes() ? null : _derived,
        _ => throw new InvariantException("every version of key block has its binding"),
    };

    /// <summary>
    /// A key derived by CMAC in counter mode (TR-31:2018 5.3.2.1 and 5.3.2.3; NIST SP 800-108): usage 0 encrypts, 1
    /// authenticates; as long as its parent.
    /// </summary>
    public static void Derive(CipherKey parent, ushort usage, Span<byte> derived)
    {
        Span<byte> data = stackalloc byte[8];
        data.Clear();
        data[0] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(data[1..], usage);
        BinaryPrimitives.WriteUInt16BigEndian(data[4..], AlgorithmId(parent.Algorithm));
        BinaryPrimitives.WriteUInt16BigEndian(data[6..], (ushort)(8 * derived.Length));

        Span<byte> mac = stackalloc byte[CipherKey.LongestBlock];
        for (var at = 0; at < derived.Length; at += parent.BlockLength)
        {
            Cmac.Write(parent, data, mac);
            mac[..Math.Min(parent.BlockLength, derived.Length - at)].CopyTo(derived[at..]);
            data[0]++;
        }

        CryptographicOperations.ZeroMemory(mac);
    }

    public void Dispose()
    {
        _derived.Dispose();
        _variant?.Dispose();
    }

    private static CipherKey Derived(KeyAlgorithm algorithm, ReadOnlySpan<byte> key, ushort usage)
    {
        Span<byte> room = stackalloc byte[LongestKey];
        var derived = room[..algorithm.KeyLength()];
        using (var parent = CipherKey.Create(algorithm, key))
            Derive(parent, usage, derived);
        var cipher = CipherKey.Create(algorithm, derived);
        CryptographicOperations.ZeroMemory(room);
        return cipher;
    }

    // There are a few keys with a variant that is weak, which the cipher does not take; they read no old blocks.
    private static Binding? Variants(KeyAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        try
        {
            return new(Variant(algorithm, key, EncryptionVariant), Variant(algorithm, key, AuthenticationVariant));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CipherKey Variant(KeyAlgorithm algorithm, ReadOnlySpan<byte> key, byte mask)
    {
        Span<byte> room = stackalloc byte[LongestKey];
        var variant = room[..algorithm.KeyLength()];
        for (var i = 0; i < variant.Length; i++)
            variant[i] = (byte)(key[i] ^ mask);
        try
        {
            return CipherKey.Create(algorithm, variant);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
        }
    }

    private static ushort AlgorithmId(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.TripleDes2 => 0,
        KeyAlgorithm.TripleDes3 => 1,
        KeyAlgorithm.Aes128 => 2,
        KeyAlgorithm.Aes192 => 3,
        KeyAlgorithm.Aes256 => 4,
        _ => throw new InvariantException("key blocks are protected by triple DES or AES"),
    };

    /// <summary>The key that encrypts a payload and the one that authenticates it with its header.</summary>
    public sealed record Binding(CipherKey Encryption, CipherKey Authentication) : IDisposable
    {
        public void Dispose()
        {
            Encryption.Dispose();
            Authentication.Dispose();
        }
    }
}
