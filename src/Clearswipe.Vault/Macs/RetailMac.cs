using System.Buffers;
using Clearswipe.Vault.Keys;

namespace Clearswipe.Vault.Macs;

/// <summary>
/// ANSI X9.19: the message is chained under the left half of the key; the last block is then decrypted with the right
/// half and encrypted with the left. The message is filled up with zeros to whole blocks.
/// </summary>
static class RetailMac
{
    public static byte[] Of(DesKey key, ReadOnlySpan<byte> message)
    {
        var length = Math.Max(1, (message.Length + DesKey.Block - 1) / DesKey.Block) * DesKey.Block;
        var blocks = ArrayPool<byte>.Shared.Rent(length);
        var padded = blocks.AsSpan(0, length);
        message.CopyTo(padded);
        padded[message.Length..].Clear();

        var mac = new byte[DesKey.Block];
        key.Left.Chain(blocks, length, mac);
        ArrayPool<byte>.Shared.Return(blocks, clearArray: true);
        if (key.Left != key)
            DecryptRightEncryptLeft(key, mac);

        return mac;
    }

    // Triple DES begins by encrypting with the left half, which the chain has already done: take that step back first.
    private static void DecryptRightEncryptLeft(DesKey key, Span<byte> block)
    {
        key.Left.Decrypt(block);
        key.Encrypt(block);
    }
}
