using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Ciphers;

/// <summary>
/// A clear key at work, in this process or in a security module: whole blocks in, whole blocks out. Everything that the
/// vault does with keys is built on these three. Many may call at once; nothing is allocated by a call.
/// </summary>
abstract class CipherKey : IDisposable
{
    /// <summary>The longest block of any cipher, in bytes: room on the stack for one.</summary>
    public const int LongestBlock = 16;

    public abstract KeyAlgorithm Algorithm { get; }

    /// <summary>The length of a block, in bytes: 8 or 16.</summary>
    public int BlockLength => Algorithm.BlockLength();

    /// <summary>
    /// The left half of a double-length key as a key of its own, with which the retail MAC chains (ANSI X9.19); a key
    /// of another kind is its own.
    /// </summary>
    public abstract CipherKey Left { get; }

    /// <summary>Encrypts whole blocks where they stand, each for itself (ECB).</summary>
    public abstract void Encrypt(Span<byte> blocks);

    /// <summary>Decrypts whole blocks where they stand, each for itself (ECB).</summary>
    public abstract void Decrypt(Span<byte> blocks);

    /// <summary>
    /// Cipher block chaining (ISO/IEC 10116) over whole blocks, of which only the last cipher block is wanted: it
    /// stands in <paramref name="state"/> afterwards, which held the initial vector, one block, before.
    /// </summary>
    public abstract void Chain(ReadOnlySpan<byte> blocks, Span<byte> state);

    public abstract void Dispose();

    /// <summary>A key in this process. The clear bytes stay the caller's to wipe.</summary>
    public static CipherKey Create(KeyAlgorithm algorithm, ReadOnlySpan<byte> key)
    {
        Invariant.Holds(key.Length == algorithm.KeyLength(), "a key has the length of its cipher");
        return algorithm == KeyAlgorithm.Sm4 ? new Sm4Key(key) : new PlatformKey(algorithm, key);
    }
}
