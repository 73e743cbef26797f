using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;

namespace Clearswipe.Vault.Emv;

/// <summary>How a message is filled up to whole blocks (ISO/IEC 9797-1 6.3).</summary>
enum MacPadding
{
    /// <summary>Method 1: zeros where needed.</summary>
    Zeros,
    /// <summary>Method 2: always 80, then zeros where needed.</summary>
    OneThenZeros,
}

/// <summary>
/// The MAC of chips: ISO/IEC 9797-1 algorithm 3 with triple DES (EMV 4.3 Book 2 A1.2), and the left half of the last
/// chained block with SM4 (JR/T 0025.17).
/// </summary>
static class ChipMac
{
    /// <summary>The longest MAC, in bytes.</summary>
    public const int Length = 8;

    /// <summary>The leftmost bytes of the MAC, as many as there is room for.</summary>
    public static void Write(CipherKey key, MacPadding padding, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        var padded = Padded(message, padding, key.BlockLength);
        Span<byte> state = stackalloc byte[CipherKey.LongestBlock];
        state = state[..key.BlockLength];
        state.Clear();
        key.Left.Chain(padded, state);
        if (key.Left != key)
        {
            // Triple DES begins by encrypting with the left half, which the chain has done already.
            key.Left.Decrypt(state);
            key.Encrypt(state);
        }

        state[..mac.Length].CopyTo(mac);
        CryptographicOperations.ZeroMemory(padded);
    }

    /// <summary>The message in whole blocks, at least one.</summary>
    public static byte[] Padded(ReadOnlySpan<byte> message, MacPadding padding, int block)
    {
        var length = message.Length + (padding == MacPadding.OneThenZeros ? 1 : 0);
        var padded = new byte[Math.Max(1, (length + block - 1) / block) * block];
        message.CopyTo(padded);
        if (padding == MacPadding.OneThenZeros)
            padded[message.Length] = 0x80;
        return padded;
    }
}
