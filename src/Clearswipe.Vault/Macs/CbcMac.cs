using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;

namespace Clearswipe.Vault.Macs;

/// <summary>How the last block of a message is filled up (ISO/IEC 9797-1, clause 6.3).</summary>
enum MacPadding
{
    /// <summary>Method 1: zeros, where it is not full.</summary>
    Zeros,
    /// <summary>Method 2: always a bit 1, then zeros.</summary>
    BitOne,
}

/// <summary>The last cipher block of the message in CBC mode from zeros: ISO/IEC 9797-1 algorithm 1, X9.9.</summary>
static class CbcMac
{
    /// <summary>The MAC is one block long. Nothing is allocated.</summary>
    public static void Write(CipherKey key, MacPadding padding, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        mac.Clear();
        var whole = message.Length / key.BlockLength * key.BlockLength;
        if (whole > 0)
            key.Chain(message[..whole], mac);
        if (padding == MacPadding.Zeros && whole == message.Length && whole > 0)
            return;

        Span<byte> last = stackalloc byte[CipherKey.LongestBlock];
        last = last[..key.BlockLength];
        last.Clear();
        message[whole..].CopyTo(last);
        if (padding == MacPadding.BitOne)
            last[message.Length - whole] = 0x80;
        key.Chain(last, mac);
        CryptographicOperations.ZeroMemory(last);
    }
}
