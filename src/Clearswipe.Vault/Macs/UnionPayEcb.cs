using Clearswipe.Vault.Keys;

namespace Clearswipe.Vault.Macs;

/// <summary>
/// The MAC of UnionPay POS messages: the exclusive-or of all blocks, written as sixteen hexadecimal characters; their
/// first half is encrypted, joined with the second, encrypted again. Eight characters of that in hexadecimal are sent.
/// </summary>
static class UnionPayEcb
{
    public static byte[] Of(DesKey key, ReadOnlySpan<byte> message)
    {
        Span<byte> folded = stackalloc byte[DesKey.Block];
        folded.Clear();
        for (var i = 0; i < message.Length; i++)
            folded[i % DesKey.Block] ^= message[i];

        Span<byte> letters = stackalloc byte[2 * DesKey.Block];
        Convert.TryToHexString(folded, letters, out _);

        var block = letters[..DesKey.Block];
        key.Encrypt(block);
        for (var i = 0; i < DesKey.Block; i++)
            block[i] ^= letters[DesKey.Block + i];

        key.Encrypt(block);
        var mac = new byte[DesKey.Block];
        Convert.TryToHexString(block[..(DesKey.Block / 2)], mac, out _);
        return mac;
    }
}
