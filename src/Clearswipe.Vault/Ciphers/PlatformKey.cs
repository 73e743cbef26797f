using System.Security.Cryptography;

namespace Clearswipe.Vault.Ciphers;

/// <summary>DES, triple DES and AES by the platform's library. Its contexts live as long as the key.</summary>
sealed class PlatformKey : CipherKey
{
    private const int ScratchLength = 512;    // whole blocks of either length

    private readonly ICryptoTransform _encrypt;
    private readonly ICryptoTransform _decrypt;
    private readonly ICryptoTransform _chain;
    private readonly byte[] _scratch = new byte[ScratchLength];
    private readonly byte[] _chained = new byte[LongestBlock];    // the chaining context's last cipher block
    private readonly Lock _turn = new();    // the library's contexts serve one caller at a time

    public PlatformKey(KeyAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        Algorithm = algorithm;
        using var cipher = CipherFor(algorithm, key);
        _encrypt = cipher.CreateEncryptor();
        _decrypt = cipher.CreateDecryptor();
        cipher.Mode = CipherMode.CBC;
        cipher.IV = new byte[BlockLength];
        _chain = cipher.CreateEncryptor();
        Left = algorithm == KeyAlgorithm.TripleDes2 ? new PlatformKey(KeyAlgorithm.Des, key[..8]) : this;
    }

    public override KeyAlgorithm Algorithm { get; }

    public override CipherKey Left { get; }

    public override void Encrypt(Span<byte> blocks) => Transform(_encrypt, blocks);

    public override void Decrypt(Span<byte> blocks) => Transform(_decrypt, blocks);

    // The context is never started anew, which would cost an allocation: what it chained before is taken back out of
    // the first block instead.
    public override void Chain(ReadOnlySpan<byte> blocks, Span<byte> state)
    {
        lock (_turn)
        {
            while (!blocks.IsEmpty)
            {
                var length = Math.Min(blocks.Length, ScratchLength);
                blocks[..length].CopyTo(_scratch);
                for (var i = 0; i < BlockLength; i++)
                    _scratch[i] ^= (byte)(state[i] ^ _chained[i]);
                _chain.TransformBlock(_scratch, 0, length, _scratch, 0);
                _scratch.AsSpan(length - BlockLength, BlockLength).CopyTo(_chained);
                _chained.AsSpan(0, BlockLength).CopyTo(state);
                blocks = blocks[length..];
            }

            CryptographicOperations.ZeroMemory(_scratch);
        }
    }

    public override void Dispose()
    {
        if (Left != this)
            Left.Dispose();

        _chain.Dispose();
        _decrypt.Dispose();
        _encrypt.Dispose();
        CryptographicOperations.ZeroMemory(_chained);
    }

    private void Transform(ICryptoTransform transform, Span<byte> blocks)
    {
        lock (_turn)
        {
            while (!blocks.IsEmpty)
            {
                var scratch = _scratch.AsSpan(0, Math.Min(blocks.Length, ScratchLength));
                blocks[..scratch.Length].CopyTo(scratch);
                transform.TransformBlock(_scratch, 0, scratch.Length, _scratch, 0);
                scratch.CopyTo(blocks);
                CryptographicOperations.ZeroMemory(scratch);
                blocks = blocks[scratch.Length..];
            }
        }
    }

    private static SymmetricAlgorithm CipherFor(KeyAlgorithm algorithm, ReadOnlySpan<byte> key) => algorithm switch
    {
        KeyAlgorithm.Des => WithKey(DES.Create(), key.ToArray()),
        // The library refuses triple DES whose halves are equal, because it is no more than DES: so let it be DES.
        KeyAlgorithm.TripleDes2 when key[..8].SequenceEqual(key[8..]) => WithKey(DES.Create(), key[..8].ToArray()),
        // It also wants all three keys written out; with two, the third is the first again.
        KeyAlgorithm.TripleDes2 => WithKey(TripleDES.Create(), [.. key, .. key[..8]]),
        KeyAlgorithm.TripleDes3 => WithKey(TripleDES.Create(), key.ToArray()),
        _ => WithKey(Aes.Create(), key.ToArray()),
    };

    private static SymmetricAlgorithm WithKey(SymmetricAlgorithm cipher, byte[] key)
    {
        cipher.Mode = CipherMode.ECB;
        cipher.Padding = PaddingMode.None;
        cipher.Key = key;
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }
}
