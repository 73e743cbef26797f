using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;

namespace Clearswipe.Vault.Macs;

/// <summary>
/// CMAC (NIST SP 800-38B, RFC 4493): CBC, with a subkey joined to the last block so that no message can be made longer.
/// </summary>
static class Cmac
{
    /// <summary>The MAC is one block long. Nothing is allocated.</summary>
    public static void Write(CipherKey key, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        var length = key.BlockLength;
        Span<byte> last = stackalloc byte[CipherKey.LongestBlock];
        last = last[..length];
        last.Clear();
        key.Encrypt(last);
        Double(last);

        var isWhole = message.Length > 0 && message.Length % length == 0;
        var start = isWhole ? message.Length - length : message.Length / length * length;
        var rest = message[start..];
        if (!isWhole)
        {
            Double(last);
            last[rest.Length] ^= 0x80;
        }

        for (var i = 0; i < rest.Length; i++)
            last[i] ^= rest[i];

        mac.Clear();
        if (start > 0)
            key.Chain(message[..start], mac);
        key.Chain(last, mac);
        CryptographicOperations.ZeroMemory(last);
    }

    // Doubling in the field: one bit to the left, and what falls out comes back as the constant of the block length.
    private static void Double(Span<byte> block)
    {
        var carry = block.Length == 16 ? 0x87 : 0x1B;
        var outgoing = block[0] >> 7;
        for (var i = 0; i < block.Length - 1; i++)
            block[i] = (byte)(((block[i] << 1) & 0xFF) | (block[i + 1] >> 7));

        block[^1] = (byte)(((block[^1] << 1) & 0xFF) ^ (carry * outgoing));
    }
}
