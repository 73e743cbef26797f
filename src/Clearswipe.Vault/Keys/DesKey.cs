using System.Security.Cryptography;

namespace Clearswipe.Vault.Keys;

/// <summary>A clear key while the vault works with it: DES for 8 bytes, two-key triple DES for 16. Safe for many callers.</summary>
sealed class DesKey : IDisposable
{
    public const int Block = 8;

    private readonly SymmetricAlgorithm _cipher;
    private readonly ICryptoTransform _encrypt;
    private readonly ICryptoTransform _decrypt;
    private readonly ICryptoTransform _chain;
    private readonly byte[] _scratch = new byte[Block];
    private readonly Lock _turn = new();

    public DesKey(ReadOnlySpan<byte> key)
    {
        _cipher = Cipher(key);
        _encrypt = _cipher.CreateEncryptor();
        _decrypt = _cipher.CreateDecryptor();
        _cipher.Mode = CipherMode.CBC;
        _cipher.IV = new byte[Block];
        _chain = _cipher.CreateEncryptor();
        Left = key.Length == Block || _cipher is DES ? this : new DesKey(key[..Block]);
    }

    /// <summary>The single-length key of the left half, for the retail MAC.</summary>
    public DesKey Left { get; }

    public void Encrypt(Span<byte> block) => Transform(_encrypt, block);

    public void Decrypt(Span<byte> block) => Transform(_decrypt, block);

    /// <summary>The last block of the chained encryption (CBC, zero start) of whole blocks.</summary>
    public void Chain(byte[] blocks, int length, Span<byte> last)
    {
        lock (_turn)
        {
            var chained = _chain.TransformFinalBlock(blocks, 0, length);
            chained.AsSpan(length - Block).CopyTo(last);
        }
    }

    public void Dispose()
    {
        if (Left != this)
            Left.Dispose();

        _chain.Dispose();
        _decrypt.Dispose();
        _encrypt.Dispose();
        _cipher.Dispose();
    }

    private void Transform(ICryptoTransform transform, Span<byte> block)
    {
        lock (_turn)
        {
            block.CopyTo(_scratch);
            transform.TransformBlock(_scratch, 0, Block, _scratch, 0);
            _scratch.CopyTo(block);
            CryptographicOperations.ZeroMemory(_scratch);
        }
    }

    // The library refuses triple DES whose halves are equal, because it is no more than DES: so let it be DES.
    private static SymmetricAlgorithm Cipher(ReadOnlySpan<byte> key)
    {
        var isSingle = key.Length == Block || key[..Block].SequenceEqual(key[Block..]);
        SymmetricAlgorithm cipher = isSingle ? DES.Create() : TripleDES.Create();
        byte[] bytes = isSingle ? [.. key[..Block]] : [.. key, .. key[..Block]];
        cipher.Mode = CipherMode.ECB;
        cipher.Padding = PaddingMode.None;
        cipher.Key = bytes;
        CryptographicOperations.ZeroMemory(bytes);
        return cipher;
    }
}
