using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;

namespace Clearswipe.Vault.KeyBlocks;

/// <summary>
/// CMAC (NIST SP 800-38B, ISO/IEC 9797-1 algorithm 5), with which key blocks derive their keys and bind their headers.
/// </summary>
static class BindingMac
{
    /// <summary>The whole MAC, one cipher block, of a message of any length.</summary>
    public static void Write(CipherKey key, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        var length = key.BlockLength;
        var whole = message.IsEmpty ? 0 : (message.Length - 1) / length * length;
        Span<byte> last = stackalloc byte[CipherKey.LongestBlock];
        Span<byte> subkey = stackalloc byte[CipherKey.LongestBlock];
        last.Clear();
        subkey.Clear();
        last = last[..length];
        subkey = subkey[..length];

        message[whole..].CopyTo(last);
        key.Encrypt(subkey);
        Double(subkey);
        if (message.Length - whole < length)
        {
            last[message.Length - whole] = 0x80;
            Double(subkey);
        }

        for (var i = 0; i < length; i++)
            last[i] ^= subkey[i];

        mac[..length].Clear();
        key.Chain(message[..whole], mac[..length]);
        key.Chain(last, mac[..length]);
        CryptographicOperations.ZeroMemory(subkey);
        CryptographicOperations.ZeroMemory(last);
    }

    // Doubling in the field of the block; whether the top bit falls out is nobody's to see, so there is no branch.
    private static void Double(Span<byte> block)
    {
        var reduction = block.Length == CipherKey.LongestBlock ? 0x87 : 0x1B;
        var carry = 0;
        for (var i = block.Length - 1; i >= 0; i--)
        {
            var shifted = (block[i] << 1) | carry;
            carry = shifted >> 8;
            block[i] = (byte)(shifted & 0xFF);
        }

        block[^1] ^= (byte)(carry * reduction);
    }
}
