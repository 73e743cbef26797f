namespace Clearswipe.Vault.Ciphers;

/// <summary>Cipher block chaining (ISO/IEC 10116) over whole blocks where they stand.</summary>
static class Cbc
{
    /// <summary>Encrypts; the initial vector is one block. Nothing is allocated.</summary>
    public static void Encrypt(CipherKey key, Span<byte> blocks, ReadOnlySpan<byte> initial)
    {
        Span<byte> state = stackalloc byte[CipherKey.LongestBlock];
        state = state[..key.BlockLength];
        initial[..key.BlockLength].CopyTo(state);
        for (; !blocks.IsEmpty; blocks = blocks[key.BlockLength..])
        {
            key.Chain(blocks[..key.BlockLength], state);
            state.CopyTo(blocks);
        }
    }

    /// <summary>
    /// Decrypts, the last block first: each is joined with the one before it, which is still as it was sent.
    /// </summary>
    public static void Decrypt(CipherKey key, Span<byte> blocks, ReadOnlySpan<byte> initial)
    {
        for (var at = blocks.Length - key.BlockLength; at >= 0; at -= key.BlockLength)
        {
            var block = blocks.Slice(at, key.BlockLength);
            key.Decrypt(block);
            var before = at == 0 ? initial : blocks[(at - key.BlockLength)..at];
            for (var i = 0; i < block.Length; i++)
                block[i] ^= before[i];
        }
    }
}
