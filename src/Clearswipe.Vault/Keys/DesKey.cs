using System.Security.Cryptography;

namespace Clearswipe.Vault.Keys;

/// <summary>A clear key while the vault works with it: DES for 8 bytes, triple DES for 16. Many may call.</summary>
sealed class DesKey : IDisposable
{
    public const int Block = 8;

    private readonly ICryptoTransform _encrypt;
    private readonly ICryptoTransform _decrypt;
    private readonly ICryptoTransform _chain;
    private readonly byte[] _scratch = new byte[Block];
    private readonly Lock _turn = new();    // the library's contexts serve one caller at a time

    public DesKey(ReadOnlySpan<byte> key)
    {
        // The library refuses triple DES whose halves are equal, because it is no more than DES: so let it be DES.
        var isSingle = key.Length == Block || key[..Block].SequenceEqual(key[Block..]);
        using var cipher = isSingle ? Single(key[..Block]) : Double(key);
        _encrypt = cipher.CreateEncryptor();
        _decrypt = cipher.CreateDecryptor();
        cipher.Mode = CipherMode.CBC;
        cipher.IV = new byte[Block];
        _chain = cipher.CreateEncryptor();
        Left = isSingle ? this : new DesKey(key[..Block]);
    }

    /// <summary>The left half alone, with which the retail MAC chains; a single-length key is its own.</summary>
    public DesKey Left { get; }

    public void Encrypt(Span<byte> block) => Transform(_encrypt, block);

    public void Decrypt(Span<byte> block) => Transform(_decrypt, block);

    /// <summary>The last block of whole blocks under cipher block chaining from zeros.</summary>
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

    private static SymmetricAlgorithm Single(ReadOnlySpan<byte> key) => WithKey(DES.Create(), key.ToArray());

    // The library wants all three keys of triple DES written out; with two, the third is the first again.
    private static SymmetricAlgorithm Double(ReadOnlySpan<byte> key) =>
        WithKey(TripleDES.Create(), [.. key, .. key[..Block]]);

    private static SymmetricAlgorithm WithKey(SymmetricAlgorithm cipher, byte[] key)
    {
        cipher.Mode = CipherMode.ECB;
        cipher.Padding = PaddingMode.None;
        cipher.Key = key;
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }
}
