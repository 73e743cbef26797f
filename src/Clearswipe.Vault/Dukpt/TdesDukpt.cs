using System.Buffers.Binary;
using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Dukpt;

/// <summary>What a transaction key of TDES DUKPT is varied for (ANSI X9.24-1:2009 table A-1).</summary>
enum TdesVariant
{
    PinEncryption,
    /// <summary>The MAC of a request, and of both ways where only one key is used.</summary>
    MacRequest,
    MacResponse,
    /// <summary>Data of a request, and of both ways where only one key is used.</summary>
    DataRequest,
    DataResponse,
}

/// <summary>
/// TDES DUKPT as the host computes it: the initial key from the base key, the key of any transaction from the initial
/// key, and its variants (ANSI X9.24-1:2009 A.2, A.6). Keys are 16 clear bytes, and the caller's to wipe.
/// </summary>
static class TdesDukpt
{
    /// <summary>The length of every key, in bytes.</summary>
    public const int KeyLength = 16;

    private const int Half = KeyLength / 2;

    /// <summary>The initial key of a device, which a key loading device gives to it.</summary>
    public static void InitialKey(ReadOnlySpan<byte> baseKey, TdesKeySerial serial, Span<byte> initialKey)
    {
        Invariant.Holds(baseKey.Length == KeyLength, "a base derivation key of TDES DUKPT has 16 bytes");
        Span<byte> bytes = stackalloc byte[TdesKeySerial.Length];
        serial.At(0).Write(bytes);
        Span<byte> varied = stackalloc byte[KeyLength];
        baseKey.CopyTo(varied);
        Mark(varied);

        bytes[..Half].CopyTo(initialKey);
        bytes[..Half].CopyTo(initialKey[Half..]);
        PassingKey.Encrypt(KeyAlgorithm.TripleDes2, baseKey, initialKey[..Half]);
        PassingKey.Encrypt(KeyAlgorithm.TripleDes2, varied, initialKey[Half..KeyLength]);
        CryptographicOperations.ZeroMemory(varied);
    }

    /// <summary>The key of one transaction: a step down from the initial key for each 1 of its counter.</summary>
    public static void TransactionKey(ReadOnlySpan<byte> initialKey, TdesKeySerial serial, Span<byte> key)
    {
        Invariant.Holds(serial.Refusal is null, "a transaction key is derived for a transaction's serial number");
        Span<byte> parent = stackalloc byte[KeyLength];
        initialKey.CopyTo(key);
        var walked = 0U;
        for (var bit = TransactionCounter.Tdes.Bits - 1; bit >= 0; bit--)
        {
            if ((serial.Counter & (1U << bit)) == 0)
                continue;

            walked |= 1U << bit;
            key[..KeyLength].CopyTo(parent);
            Child(parent, serial.At(walked), key);
        }

        CryptographicOperations.ZeroMemory(parent);
    }

    /// <summary>
    /// The non-reversible key generation (A.2): the right half comes first, from the serial number under the parent;
    /// then the left half in the same way under the parent marked with C0.
    /// </summary>
    public static void Child(ReadOnlySpan<byte> parent, TdesKeySerial serial, Span<byte> child)
    {
        Span<byte> bytes = stackalloc byte[TdesKeySerial.Length];
        serial.Write(bytes);
        Span<byte> marked = stackalloc byte[KeyLength];
        parent.CopyTo(marked);
        Mark(marked);

        ChildHalf(parent, bytes[^Half..], child[Half..KeyLength]);
        ChildHalf(marked, bytes[^Half..], child[..Half]);
        CryptographicOperations.ZeroMemory(marked);
    }

    /// <summary>
    /// The key that does the work. The data keys are encrypted under themselves on top, so that a data key found out
    /// does not give the PIN key away.
    /// </summary>
    public static void Vary(ReadOnlySpan<byte> transactionKey, TdesVariant variant, Span<byte> key)
    {
        var mask = Mask(variant);
        for (var at = 0; at < KeyLength; at += Half)
        {
            var half = BinaryPrimitives.ReadUInt64BigEndian(transactionKey[at..]);
            BinaryPrimitives.WriteUInt64BigEndian(key[at..], half ^ mask);
        }

        if (variant is not (TdesVariant.DataRequest or TdesVariant.DataResponse))
            return;

        Span<byte> itself = stackalloc byte[KeyLength];
        key[..KeyLength].CopyTo(itself);
        PassingKey.Encrypt(KeyAlgorithm.TripleDes2, itself, key[..KeyLength]);
        CryptographicOperations.ZeroMemory(itself);
    }

    private static ulong Mask(TdesVariant variant) => variant switch
    {
        TdesVariant.PinEncryption => 0x00000000000000FF,
        TdesVariant.MacRequest => 0x000000000000FF00,
        TdesVariant.MacResponse => 0x00000000FF000000,
        TdesVariant.DataRequest => 0x0000000000FF0000,
        TdesVariant.DataResponse => 0x000000FF00000000,
        _ => throw new InvariantException("every variant has a mask"),
    };

    private static void ChildHalf(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> serial, Span<byte> half)
    {
        for (var i = 0; i < Half; i++)
            half[i] = (byte)(serial[i] ^ parent[Half + i]);
        PassingKey.Encrypt(KeyAlgorithm.Des, parent[..Half], half[..Half]);
        for (var i = 0; i < Half; i++)
            half[i] ^= parent[Half + i];
    }

    // C0C0C0C000000000 on each half.
    private static void Mark(Span<byte> key)
    {
        for (var i = 0; i < KeyLength; i++)
            key[i] ^= (byte)(i % Half < Half / 2 ? 0xC0 : 0x00);
    }
}
