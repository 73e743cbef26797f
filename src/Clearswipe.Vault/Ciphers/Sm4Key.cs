using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Clearswipe.Vault.Ciphers;

/// <summary>SM4 (GB/T 32907), which the platform's library lacks.</summary>
sealed class Sm4Key : CipherKey
{
    private const int Length = 16;

    private readonly SM4Engine _encrypt = new();
    private readonly SM4Engine _decrypt = new();

    public Sm4Key(ReadOnlySpan<byte> key)
    {
        // The library keeps round keys only; its copy of the key goes with the parameter.
        _encrypt.Init(forEncryption: true, new KeyParameter(key));
        _decrypt.Init(forEncryption: false, new KeyParameter(key));
    }

    public override KeyAlgorithm Algorithm => KeyAlgorithm.Sm4;

    public override CipherKey Left => this;

    public override void Encrypt(Span<byte> blocks) => Transform(_encrypt, blocks);

    public override void Decrypt(Span<byte> blocks) => Transform(_decrypt, blocks);

    public override void Chain(ReadOnlySpan<byte> blocks, Span<byte> state)
    {
        for (; !blocks.IsEmpty; blocks = blocks[Length..])
        {
            for (var i = 0; i < Length; i++)
                state[i] ^= blocks[i];
            _encrypt.ProcessBlock(state, state);
        }
    }

    public override void Dispose()
    {
    }

    private static void Transform(SM4Engine engine, Span<byte> blocks)
    {
        for (; !blocks.IsEmpty; blocks = blocks[Length..])
            engine.ProcessBlock(blocks, blocks);
    }
}
