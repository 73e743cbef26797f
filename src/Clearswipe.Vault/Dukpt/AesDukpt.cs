using System.Buffers.Binary;
using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Dukpt;

/// <summary>What a working key of AES DUKPT is for (ANSI X9.24-3:2017 table 3).</summary>
enum AesKeyUsage
{
    /// <summary>A key under which other keys travel, such as the next initial key.</summary>
    KeyEncryption = 0x0002,
    PinEncryption = 0x1000,
    MacGeneration = 0x2000,
    MacVerification = 0x2001,
    MacBothWays = 0x2002,
    DataEncryption = 0x3000,
    DataDecryption = 0x3001,
    DataBothWays = 0x3002,
    /// <summary>A key from which others are derived: the keys between the initial key and a working key.</summary>
    KeyDerivation = 0x8000,
    /// <summary>The initial key of a device.</summary>
    InitialKey = 0x8001,
}

/// <summary>
/// AES DUKPT as the host computes it (ANSI X9.24-3:2017 6.3): the initial key from the base key, the derivation key of
/// any transaction, and its working keys. Base, initial and derivation keys have one length, 16, 24 or 32 bytes; a
/// working key is no stronger than they are. Keys are clear bytes, and the caller's to wipe.
/// </summary>
static class AesDukpt
{
    /// <summary>The longest key, in bytes.</summary>
    public const int LongestKey = 32;

    private const int Block = 16;

    /// <summary>The initial key of a device, as long as the base key.</summary>
    public static void InitialKey(ReadOnlySpan<byte> baseKey, AesKeySerial serial, Span<byte> initialKey)
    {
        Span<byte> data = stackalloc byte[Block];
        Describe(data, AesKeyUsage.InitialKey, AesOf(baseKey.Length));
        BinaryPrimitives.WriteUInt64BigEndian(data[8..], serial.InitialKeyId);
        Fill(baseKey, data, initialKey[..baseKey.Length]);
    }

    /// <summary>The derivation key of one transaction: a step from the initial key for each 1 of its counter.</summary>
    public static void TransactionKey(ReadOnlySpan<byte> initialKey, AesKeySerial serial, Span<byte> key)
    {
        Invariant.Holds(serial.Refusal is null, "a transaction key is derived for a transaction's serial number");
        Walk(initialKey, serial, key);
    }

    /// <summary>
    /// The key under which a device's next initial key travels to it (6.6): a key encryption key for the counter that
    /// is all ones, which no transaction has.
    /// </summary>
    public static void UpdateKey(
        ReadOnlySpan<byte> initialKey, AesKeySerial serial, KeyAlgorithm type, Span<byte> key)
    {
        Span<byte> room = stackalloc byte[LongestKey];
        var last = room[..initialKey.Length];
        serial = serial.At(uint.MaxValue);
        Walk(initialKey, serial, last);
        WorkingKey(last, serial, AesKeyUsage.KeyEncryption, type, key);
        CryptographicOperations.ZeroMemory(room);
    }

    private static void Walk(ReadOnlySpan<byte> initialKey, AesKeySerial serial, Span<byte> key)
    {
        Span<byte> room = stackalloc byte[LongestKey];
        var parent = room[..initialKey.Length];
        key = key[..initialKey.Length];
        initialKey.CopyTo(key);
        var walked = 0U;
        for (var bit = TransactionCounter.Aes.Bits - 1; bit >= 0; bit--)
        {
            if ((serial.Counter & (1U << bit)) == 0)
                continue;

            walked |= 1U << bit;
            key.CopyTo(parent);
            Child(parent, serial.At(walked), key);
        }

        CryptographicOperations.ZeroMemory(room);
    }

    /// <summary>One step: a key of the same length under its parent.</summary>
    public static void Child(ReadOnlySpan<byte> parent, AesKeySerial serial, Span<byte> child) =>
        Derive(parent, serial, AesKeyUsage.KeyDerivation, AesOf(parent.Length), child);

    /// <summary>The key that does the work, AES or triple DES, for one usage of one transaction.</summary>
    public static void WorkingKey(
        ReadOnlySpan<byte> transactionKey, AesKeySerial serial, AesKeyUsage usage, KeyAlgorithm type, Span<byte> key)
    {
        Invariant.Holds(
            type.IsDes() || type.KeyLength() <= transactionKey.Length,
            "a working key is no stronger than what it is derived from");
        Derive(transactionKey, serial, usage, type, key);
    }

    private static void Derive(
        ReadOnlySpan<byte> parent, AesKeySerial serial, AesKeyUsage usage, KeyAlgorithm type, Span<byte> key)
    {
        Span<byte> data = stackalloc byte[Block];
        Describe(data, usage, type);
        BinaryPrimitives.WriteUInt32BigEndian(data[8..], serial.DerivationId);
        BinaryPrimitives.WriteUInt32BigEndian(data[12..], serial.Counter);
        Fill(parent, data, key[..type.KeyLength()]);
    }

    // Version, number of the block, usage, algorithm and length in bits (6.3.2): what the key may do is bound into it.
    private static void Describe(Span<byte> data, AesKeyUsage usage, KeyAlgorithm type)
    {
        data[0] = 1;
        data[1] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(data[2..], (ushort)usage);
        BinaryPrimitives.WriteUInt16BigEndian(data[4..], AlgorithmId(type));
        BinaryPrimitives.WriteUInt16BigEndian(data[6..], (ushort)(8 * type.KeyLength()));
    }

    private static void Fill(ReadOnlySpan<byte> parent, Span<byte> data, Span<byte> key)
    {
        Span<byte> block = stackalloc byte[Block];
        for (var at = 0; at < key.Length; at += Block)
        {
            data.CopyTo(block);
            PassingKey.Encrypt(AesOf(parent.Length), parent, block);
            block[..Math.Min(Block, key.Length - at)].CopyTo(key[at..]);
            data[1]++;
        }

        CryptographicOperations.ZeroMemory(block);
    }

    private static ushort AlgorithmId(KeyAlgorithm type) => type switch
    {
        KeyAlgorithm.TripleDes2 => 0,
        KeyAlgorithm.TripleDes3 => 1,
        KeyAlgorithm.Aes128 => 2,
        KeyAlgorithm.Aes192 => 3,
        KeyAlgorithm.Aes256 => 4,
        _ => throw new InvariantException("AES DUKPT derives AES and triple DES keys alone"),
    };

    private static KeyAlgorithm AesOf(int length) => length switch
    {
        16 => KeyAlgorithm.Aes128,
        24 => KeyAlgorithm.Aes192,
        32 => KeyAlgorithm.Aes256,
        _ => throw new InvariantException("a key of AES DUKPT has 16, 24 or 32 bytes"),
    };
}
