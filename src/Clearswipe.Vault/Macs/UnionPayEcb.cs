using System.Runtime.InteropServices;
using Clearswipe.Vault.Ciphers;

namespace Clearswipe.Vault.Macs;

/// <summary>
/// The MAC of UnionPay POS messages: the exclusive-or of all blocks, written as sixteen hexadecimal characters; their
/// first half is encrypted, joined with the second, encrypted again. Eight characters of that in hexadecimal are sent.
/// </summary>
static class UnionPayEcb
{
    private const int Block = 8;

    /// <summary>The MAC has 8 ASCII characters. Nothing is allocated.</summary>
    public static void Write(CipherKey key, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        Span<byte> folded = stackalloc byte[Block];
        Fold(message, folded);
        Span<byte> letters = stackalloc byte[2 * Block];
        Convert.TryToHexString(folded, letters, out _);

        var block = letters[..Block];
        key.Encrypt(block);
        for (var i = 0; i < Block; i++)
            block[i] ^= letters[Block + i];

        key.Encrypt(block);
        Convert.TryToHexString(block[..(Block / 2)], mac, out _);
    }

    // Eight bytes at a time, in the machine's own order: exclusive-or keeps each byte in its place.
    private static void Fold(ReadOnlySpan<byte> message, Span<byte> folded)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(message);
        var sum = 0UL;
        foreach (var word in words)
            sum ^= word;

        MemoryMarshal.Write(folded, sum);
        var rest = message[(words.Length * Block)..];
        for (var i = 0; i < rest.Length; i++)
            folded[i] ^= rest[i];
    }
}
