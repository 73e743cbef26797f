using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.KeyBlocks;

/// <summary>
/// Wraps keys into key blocks and takes them out again (ANSI X9.143:2021, TR-31:2018, ISO 20038). Versions B and D are
/// written; A, B, C and D are read.
/// </summary>
static class KeyBlock
{
    /// <summary>The longest key in a block, in bytes: room for what <see cref="TryUnwrap"/> gives.</summary>
    public const int LongestKey = 32;

    private const int LongestBlock = 9_999;    // four digits of length
    private const int LengthField = 2;         // the key's length in bits, before the key

    /// <summary>
    /// A block around a key. The payload is as long as the longest key of the cipher would make it, filled with
    /// chance, so that its length does not tell the key's.
    /// </summary>
    public static string Wrap(
        ProtectionKey protection, KeyBlockHeader header, KeyAlgorithm algorithm, ReadOnlySpan<byte> key, IChance chance)
    {
        Invariant.Holds(header.Version is KeyBlockVersion.B or KeyBlockVersion.D, "versions A and C are read alone");
        Invariant.Holds(key.Length == algorithm.KeyLength(), "a key has the length of its cipher");
        Invariant.Holds(Letter(algorithm, header.Algorithm), "the header names the cipher of its key");
        Invariant.Holds(IsAsStrong(protection.Algorithm, algorithm), "a key is protected by none weaker");
        var binding = protection.For(header.Version);
        Invariant.Holds(binding is not null, "version B is protected by triple DES, D by AES");

        var cipherBlock = KeyBlockHeader.CipherBlock(header.Version);
        var payload = new byte[RoundUp(LengthField + LongestOf(algorithm), cipherBlock)];
        var following = 2 * (payload.Length + cipherBlock);
        var clear = header.Text(following);
        Invariant.Holds(clear.Length + following <= LongestBlock, "the length of a key block has four digits");

        BinaryPrimitives.WriteUInt16BigEndian(payload, (ushort)(8 * key.Length));
        key.CopyTo(payload.AsSpan(LengthField));
        chance.Fill(payload.AsSpan(LengthField + key.Length));
        Span<byte> mac = stackalloc byte[CipherKey.LongestBlock];
        mac = mac[..cipherBlock];
        Authenticate(binding.Authentication, clear, payload, mac);
        Cbc.Encrypt(binding.Encryption, payload, mac);
        var block = $"{clear}{Convert.ToHexString(payload)}{Convert.ToHexString(mac)}";
        Invariant.Holds(TryRead(block, out var read) is null && read == header, "a header is read as it was written");
        return block;
    }

    /// <summary>The header alone, of which nothing is proved. What is wrong with the block, or null.</summary>
    public static KeyBlockFault? TryRead(ReadOnlySpan<char> block, out KeyBlockHeader? header) =>
        KeyBlockReader.TryRead(block, out header, out _);

    /// <summary>
    /// Takes the key out, once the block has authenticated; the bytes are the caller's to wipe. What is wrong with the
    /// block, or null.
    /// </summary>
    public static KeyBlockFault? TryUnwrap(
        ProtectionKey protection, ReadOnlySpan<char> block, Span<byte> key, out UnwrappedKey? unwrapped)
    {
        Invariant.Holds(key.Length >= LongestKey, "there is room for whichever key comes out");
        unwrapped = null;
        if (KeyBlockReader.TryRead(block, out var header, out var at) is { } fault)
            return fault;
        if (protection.For(header!.Version) is not { } binding)
            return new(0, $"version {header.Version} is not protected by this key");
        if (header.Algorithm is not ('A' or 'D' or 'T') || (header.Algorithm == 'A' && protection.Algorithm.IsDes()))
            return new(7, "a key of this cipher is not taken out of such a block");

        var macAt = block.Length - (2 * KeyBlockHeader.MacLength(header.Version));
        var payload = Convert.FromHexString(block[at..macAt]);
        var mac = Convert.FromHexString(block[macAt..]);
        try
        {
            if (!TryOpen(binding, header.Version, block[..at], payload, mac))
                return KeyBlockFault.NotAuthentic;
            return TryTake(header, payload, key, out unwrapped);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(payload);
        }
    }

    // Versions A and C authenticate what was sent, B and D what was meant: there the authenticator is also the initial
    // vector, so that the payload is decrypted first, and looked at only afterwards.
    private static bool TryOpen(
        ProtectionKey.Binding binding, KeyBlockVersion version, ReadOnlySpan<char> clear, byte[] payload, byte[] mac)
    {
        Span<byte> expected = stackalloc byte[CipherKey.LongestBlock];
        expected = expected[..KeyBlockHeader.CipherBlock(version)];
        if (version is KeyBlockVersion.B or KeyBlockVersion.D)
        {
            Cbc.Decrypt(binding.Encryption, payload, mac);
            Authenticate(binding.Authentication, clear, payload, expected);
            return CryptographicOperations.FixedTimeEquals(expected, mac);
        }

        ChainOver(binding.Authentication, clear, payload, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected[..mac.Length], mac))
            return false;

        Span<byte> initial = stackalloc byte[8];
        Encoding.ASCII.GetBytes(clear[..initial.Length], initial);
        Cbc.Decrypt(binding.Encryption, payload, initial);
        return true;
    }

    private static KeyBlockFault? TryTake(
        KeyBlockHeader header, ReadOnlySpan<byte> payload, Span<byte> key, out UnwrappedKey? unwrapped)
    {
        unwrapped = null;
        int bits = BinaryPrimitives.ReadUInt16BigEndian(payload);
        KeyAlgorithm? algorithm = (header.Algorithm, bits) switch
        {
            ('D' or 'T', 64) => KeyAlgorithm.Des,
            ('T', 128) => KeyAlgorithm.TripleDes2,
            ('T', 192) => KeyAlgorithm.TripleDes3,
            ('A', 128) => KeyAlgorithm.Aes128,
            ('A', 192) => KeyAlgorithm.Aes192,
            ('A', 256) => KeyAlgorithm.Aes256,
            _ => null,
        };
        if (algorithm is null || bits / 8 > payload.Length - LengthField)
            return new(7, "the key in the block has a length that its cipher has not");

        var bytes = payload.Slice(LengthField, bits / 8);
        if (!CheckFits(header, algorithm.Value, bytes))
            return new(KeyBlockHeader.FixedLength, "the check value is not that of the key");

        bytes.CopyTo(key);
        unwrapped = new(header, algorithm.Value);
        return null;
    }

    // A sender who names a check value means that key and no other. A weak key, which the cipher does not take, has
    // none.
    private static bool CheckFits(KeyBlockHeader header, KeyAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        if (header[OptionalBlock.CheckValue] is not { } data)
            return true;

        try
        {
            using var cipher = CipherKey.Create(algorithm, key);
            return KeyCheck.Fits(cipher, data);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static void Authenticate(
        CipherKey key, ReadOnlySpan<char> clear, ReadOnlySpan<byte> payload, Span<byte> mac)
    {
        var message = Joined(clear, payload);
        Cmac.Write(key, message, mac);
        CryptographicOperations.ZeroMemory(message);
    }

    private static void ChainOver(CipherKey key, ReadOnlySpan<char> clear, ReadOnlySpan<byte> payload, Span<byte> mac)
    {
        mac.Clear();
        key.Chain(Joined(clear, payload), mac);
    }

    private static byte[] Joined(ReadOnlySpan<char> clear, ReadOnlySpan<byte> payload)
    {
        var message = new byte[clear.Length + payload.Length];
        Encoding.ASCII.GetBytes(clear, message);
        payload.CopyTo(message.AsSpan(clear.Length));
        return message;
    }

    private static int LongestOf(KeyAlgorithm algorithm) => algorithm.IsDes() ? 24 : 32;

    private static int RoundUp(int length, int block) => (length + block - 1) / block * block;

    private static bool Letter(KeyAlgorithm algorithm, char letter) =>
        algorithm == KeyAlgorithm.Des ? letter is 'D' or 'T' : letter == (algorithm.IsDes() ? 'T' : 'A');

    private static bool IsAsStrong(KeyAlgorithm protection, KeyAlgorithm key) =>
        key != KeyAlgorithm.Sm4 && (key.IsDes() && !protection.IsDes()
            || key.IsDes() == protection.IsDes() && key.KeyLength() <= protection.KeyLength());
}

/// <summary>What came out of an authentic key block beside the key's bytes.</summary>
sealed record UnwrappedKey(KeyBlockHeader Header, KeyAlgorithm Algorithm);
