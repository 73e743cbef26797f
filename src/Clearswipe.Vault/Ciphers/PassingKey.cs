using System.Security.Cryptography;

namespace Clearswipe.Vault.Ciphers;

/// <summary>
/// A clear key that encrypts once, on the way to another key: each step of a derivation has a key of its own, and a
/// <see cref="CipherKey"/> for it would cost more than twice as much.
/// </summary>
static class PassingKey
{
    private const int Room = 40;    // the longest key, and a block after it

    /// <summary>Encrypts whole blocks where they stand (ECB). The key stays the caller's to wipe.</summary>
    public static void Encrypt(KeyAlgorithm algorithm, ReadOnlySpan<byte> key, Span<byte> blocks)
    {
        // What the platform's library lacks or does not take as it is.
        if (algorithm == KeyAlgorithm.Sm4 || (algorithm == KeyAlgorithm.TripleDes2 && key[..8].SequenceEqual(key[8..])))
        {
            using var cipher = CipherKey.Create(algorithm, key);
            cipher.Encrypt(blocks);
            return;
        }

        Span<byte> room = stackalloc byte[Room];
        try
        {
            key.CopyTo(room);
            key[..8].CopyTo(room[key.Length..]);    // with two keys of triple DES, the third is the first again
            var length = algorithm == KeyAlgorithm.TripleDes2 ? 24 : key.Length;
            using var cipher = CipherFor(algorithm);
            cipher.SetKey(room[..length]);
            cipher.EncryptEcb(blocks, blocks, PaddingMode.None);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
        }
    }

    private static SymmetricAlgorithm CipherFor(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Des => DES.Create(),
        KeyAlgorithm.TripleDes2 or KeyAlgorithm.TripleDes3 => TripleDES.Create(),
        _ => Aes.Create(),
    };
}
