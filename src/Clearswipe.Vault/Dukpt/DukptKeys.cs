using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Dukpt;

/// <summary>
/// What a transaction's keys are for. A request goes from the device to the host, a response comes back.
/// </summary>
enum DukptPurpose
{
    Pin,
    MacRequest,
    MacResponse,
    DataRequest,
    DataResponse,
    /// <summary>No key: where a device of ours stands in its life.</summary>
    Life,
}

/// <summary>
/// One way to the keys of both kinds of DUKPT. Keys are clear bytes, and the caller's to wipe; a working key is a
/// <see cref="CipherKey"/> for one use.
/// </summary>
static class DukptKeys
{
    /// <summary>The longest initial or transaction key, in bytes.</summary>
    public const int Longest = AesDukpt.LongestKey;

    public static void InitialKey(ReadOnlySpan<byte> baseKey, DukptSerial serial, Span<byte> key)
    {
        if (serial.IsAes)
            AesDukpt.InitialKey(baseKey, serial.Aes, key);
        else
            TdesDukpt.InitialKey(baseKey, serial.Tdes, key);
    }

    public static void TransactionKey(ReadOnlySpan<byte> initialKey, DukptSerial serial, Span<byte> key)
    {
        if (serial.IsAes)
            AesDukpt.TransactionKey(initialKey, serial.Aes, key);
        else
            TdesDukpt.TransactionKey(initialKey, serial.Tdes, key);
    }

    /// <summary>A device's step from a key to the next ones.</summary>
    public static ChildKey Child(DukptSerial serial) => (parent, counter, child) =>
    {
        if (serial.IsAes)
            AesDukpt.Child(parent, serial.At(counter).Aes, child);
        else
            TdesDukpt.Child(parent, serial.At(counter).Tdes, child);
    };

    /// <summary>The key that does the work.</summary>
    public static CipherKey Working(
        ReadOnlySpan<byte> transactionKey, DukptSerial serial, DukptPurpose purpose, KeyAlgorithm algorithm)
    {
        Span<byte> room = stackalloc byte[Longest];
        var key = room[..algorithm.KeyLength()];
        try
        {
            if (serial.IsAes)
                AesDukpt.WorkingKey(transactionKey, serial.Aes, Usage(purpose), algorithm, key);
            else
                TdesDukpt.Vary(transactionKey, Variant(purpose), key);
            return CipherKey.Create(algorithm, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
        }
    }

    // A working key is of the cipher and length of what it comes from; triple DES where the work is defined for that.
    public static KeyAlgorithm For(KeyAlgorithm from, PinFormat format) =>
        format.Takes(from) ? from : KeyAlgorithm.TripleDes2;

    public static KeyAlgorithm For(KeyAlgorithm from, MacAlgorithm mac) =>
        mac.Takes(from) ? from : KeyAlgorithm.TripleDes2;

    private static AesKeyUsage Usage(DukptPurpose purpose) => purpose switch
    {
        DukptPurpose.Pin => AesKeyUsage.PinEncryption,
        DukptPurpose.MacRequest => AesKeyUsage.MacGeneration,
        DukptPurpose.MacResponse => AesKeyUsage.MacVerification,
        DukptPurpose.DataRequest => AesKeyUsage.DataEncryption,
        DukptPurpose.DataResponse => AesKeyUsage.DataDecryption,
        _ => throw new InvariantException("every purpose of a transaction key has its usage"),
    };

    private static TdesVariant Variant(DukptPurpose purpose) => purpose switch
    {
        DukptPurpose.Pin => TdesVariant.PinEncryption,
        DukptPurpose.MacRequest => TdesVariant.MacRequest,
        DukptPurpose.MacResponse => TdesVariant.MacResponse,
        DukptPurpose.DataRequest => TdesVariant.DataRequest,
        DukptPurpose.DataResponse => TdesVariant.DataResponse,
        _ => throw new InvariantException("every purpose of a transaction key has its variant"),
    };
}
