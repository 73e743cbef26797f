using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.PinBlocks;

/// <summary>
/// ISO 9564-1 format 4: a field filled with A and random bytes is encrypted, joined with a block of the card number,
/// and encrypted again (clause 9.4.2). AES; under SM4 in the same layout.
/// </summary>
sealed class Iso4 : PinBlock
{
    public override int Length => PinFormats.LongestBlock;

    public override void Encipher(CipherKey key, Pan pan, ReadOnlySpan<byte> digits, IChance chance, Span<byte> block)
    {
        var field = block[..PinField.Length];
        field.Fill(0xAA);
        PinField.Write(4, digits, field);
        chance.Fill(block[PinField.Length..]);
        key.Encrypt(block);
        JoinCardNumber(pan, block);
        key.Encrypt(block);
    }

    protected override int Open(CipherKey key, Pan pan, Span<byte> block, Span<byte> digits)
    {
        key.Decrypt(block);
        JoinCardNumber(pan, block);
        key.Decrypt(block);
        return PinField.Read(block[..PinField.Length], 4, (0xA, 0xA), digits);
    }

    // How many digits more than twelve, then all of them from the left, then zeros.
    private static void JoinCardNumber(Pan pan, Span<byte> block)
    {
        var digits = pan.Reveal();
        block[0] ^= (byte)((digits.Length - Pan.ShortestLength) << 4);
        for (var i = 0; i < digits.Length; i++)
            block[(i + 1) / 2] ^= (byte)((digits[i] - '0') << (i % 2 == 0 ? 0 : 4));
    }
}
