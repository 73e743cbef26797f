using Clearswipe.Vault.Ciphers;

namespace Clearswipe.Vault.Macs;

/// <summary>
/// ANSI X9.19, ISO/IEC 9797-1 algorithm 3: the message is chained under the left half of the key; the last block is
/// then decrypted with the right half and encrypted with the left. A key that has no halves only chains: algorithm 1.
/// </summary>
static class RetailMac
{
    /// <summary>The MAC is one block long: 8 bytes under triple DES. Nothing is allocated.</summary>
    public static void Write(CipherKey key, MacPadding padding, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        CbcMac.Write(key.Left, padding, message, mac);
        if (key.Left == key)
            return;

        // Triple DES begins by encrypting with the left half, which the chain has done already: that is taken back.
        key.Left.Decrypt(mac);
        key.Encrypt(mac);
    }
}
