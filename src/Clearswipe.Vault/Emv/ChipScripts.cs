using System.Buffers.Binary;
using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Emv;

/// <summary>
/// Issuer scripts: commands that the terminal hands to the card unread (EMV 4.3 Book 2 9). Their data may be encrypted
/// under the issuer's key for confidentiality; the command is authenticated under that for integrity. The key stays the
/// caller's.
/// </summary>
sealed class ChipScripts(ChipMethod method, CipherKey issuerKey)
{
    /// <summary>The shortest MAC that a card accepts, in bytes.</summary>
    public const int ShortestMac = 4;

    private const int HeaderLength = 5;
    private const int LongestData = 255;

    /// <summary>
    /// The MAC of a command: its five header bytes (the length counts the MAC), then its data as sent, encrypted or
    /// not. As long as there is room, 4 to 8 bytes.
    /// </summary>
    public void WriteMac(
        ChipTransaction transaction,
        ReadOnlySpan<byte> cryptogram,
        ReadOnlySpan<byte> header,
        ReadOnlySpan<byte> data,
        Span<byte> mac)
    {
        Invariant.Holds(header.Length == HeaderLength, "a script command has five bytes of header");
        Invariant.Holds(data.Length <= LongestData, "a script command has at most 255 bytes of data");
        Invariant.Holds(mac.Length is >= ShortestMac and <= ChipMac.Length, "a script MAC has four to eight bytes");
        using var key = ScriptKey(transaction, cryptogram);
        Span<byte> message = stackalloc byte[HeaderLength + 2 + ChipMethod.CryptogramLength + LongestData];
        header.CopyTo(message);
        var length = HeaderLength;
        if (method.Script!.BindsTransaction)
        {
            BinaryPrimitives.WriteUInt16BigEndian(message[length..], transaction.Counter);
            cryptogram.CopyTo(message[(length + 2)..]);
            length += 2 + cryptogram.Length;
        }

        data.CopyTo(message[length..]);
        ChipMac.Write(key, MacPadding.BitOne, message[..(length + data.Length)], mac);
    }

    /// <summary>Script data, such as a new PIN's block, encrypted: whole blocks.</summary>
    public byte[] EncryptData(ChipTransaction transaction, ReadOnlySpan<byte> cryptogram, ReadOnlySpan<byte> data)
    {
        Invariant.Holds(data.Length is > 0 and < LongestData, "script data have at most 254 bytes");
        using var key = ScriptKey(transaction, cryptogram);
        switch (method.Script!.Data)
        {
            case ScriptDataOption.LengthThenBlocks:
                Span<byte> prefixed = stackalloc byte[1 + data.Length];
                prefixed[0] = (byte)data.Length;
                data.CopyTo(prefixed[1..]);
                var blocks = Padded(prefixed, AsNeeded(prefixed.Length, key), key.BlockLength);
                CryptographicOperations.ZeroMemory(prefixed);
                key.Encrypt(blocks);
                return blocks;
            case ScriptDataOption.ChainedAsNeeded:
                return Chained(key, Padded(data, AsNeeded(data.Length, key), key.BlockLength));
            case ScriptDataOption.Chained:
                return Chained(key, Padded(data, MacPadding.BitOne, key.BlockLength));
            default:
                throw new InvariantException("every script data option has its encryption");
        }
    }

    // Whole blocks, at least one.
    private static byte[] Padded(ReadOnlySpan<byte> data, MacPadding padding, int block)
    {
        var length = data.Length + (padding == MacPadding.BitOne ? 1 : 0);
        var padded = new byte[Math.Max(1, (length + block - 1) / block) * block];
        data.CopyTo(padded);
        if (padding == MacPadding.BitOne)
            padded[data.Length] = 0x80;
        return padded;
    }

    private static MacPadding AsNeeded(int length, CipherKey key) =>
        length % key.BlockLength == 0 ? MacPadding.Zeros : MacPadding.BitOne;

    private static byte[] Chained(CipherKey key, byte[] blocks)
    {
        Span<byte> zeros = stackalloc byte[CipherKey.LongestBlock];
        zeros.Clear();
        Cbc.Encrypt(key, blocks, zeros);
        return blocks;
    }

    private CipherKey ScriptKey(ChipTransaction transaction, ReadOnlySpan<byte> cryptogram)
    {
        Invariant.Holds(issuerKey.Algorithm == method.Algorithm, "an issuer key is of the cipher of its method");
        Invariant.Holds(cryptogram.Length == ChipMethod.CryptogramLength, "a cryptogram has eight bytes");
        Span<byte> keys = stackalloc byte[2 * CardKeys.KeyLength];
        var cardKey = keys[..CardKeys.KeyLength];
        var scriptKey = keys[CardKeys.KeyLength..];
        CardKeys.Derive(issuerKey, method.CardKey, transaction.Card, cardKey);
        SessionKeys.DeriveForScript(method, cardKey, transaction.Counter, cryptogram, scriptKey);
        var key = CipherKey.Create(method.Algorithm, scriptKey);
        CryptographicOperations.ZeroMemory(keys);
        return key;
    }
}
