using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.PinBlocks;

/// <summary>A format of PIN blocks at work. PINs are ASCII digits, and the caller's to wipe.</summary>
abstract class PinBlock
{
    private static readonly PinBlock[] Formats = [new Iso0(), new Iso1(), new Iso2(), new Iso3(), new Iso4()];

    public abstract int Length { get; }

    public static PinBlock Of(PinFormat format) => Formats[(int)format];

    /// <summary>Makes the block of the PIN under the key.</summary>
    public abstract void Encipher(
        CipherKey key, Pan pan, ReadOnlySpan<byte> digits, IChance chance, Span<byte> block);

    /// <summary>
    /// The digits of the PIN; their number, or 0 when there is no block of this format under this key. It never says
    /// why, and does the same work whatever was wrong: a caller who could tell the reasons apart would learn PINs.
    /// The digits are then zeros, which the caller treats as it would the true ones.
    /// </summary>
    public int Decipher(CipherKey key, Pan pan, ReadOnlySpan<byte> block, Span<byte> digits)
    {
        Span<byte> clear = stackalloc byte[PinFormats.LongestBlock];
        clear = clear[..Length];
        clear.Clear();
        var isWhole = block.Length == Length;
        if (isWhole)
            block.CopyTo(clear);

        var length = Open(key, pan, clear, digits);
        CryptographicOperations.ZeroMemory(clear);
        if (isWhole && length > 0)
            return length;

        digits.Fill((byte)'0');
        return 0;
    }

    /// <summary>Decrypts and reads the block where it stands; 0 when it breaks the format.</summary>
    protected abstract int Open(CipherKey key, Pan pan, Span<byte> block, Span<byte> digits);
}

/// <summary>A format of 8 bytes, made in the clear and then encrypted once.</summary>
abstract class ShortPinBlock : PinBlock
{
    public override int Length => PinField.Length;

    public override void Encipher(CipherKey key, Pan pan, ReadOnlySpan<byte> digits, IChance chance, Span<byte> block)
    {
        Write(pan, digits, chance, block);
        key.Encrypt(block);
    }

    public abstract void Write(Pan pan, ReadOnlySpan<byte> digits, IChance chance, Span<byte> block);

    /// <summary>Reads a clear block, which is changed by it; 0 when it breaks the format.</summary>
    public abstract int Read(Pan pan, Span<byte> block, Span<byte> digits);

    protected override int Open(CipherKey key, Pan pan, Span<byte> block, Span<byte> digits)
    {
        key.Decrypt(block);
        return Read(pan, block, digits);
    }
}
