using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.PinBlocks;

/// <summary>
/// ISO 9564-1 format 3: as format 0, but filled with random nibbles A to F, so that the same PIN of the same card makes
/// another block each time.
/// </summary>
sealed class Iso3 : ShortPinBlock
{
    private const int Letters = 6;    // A to F

    public override void Write(Pan pan, ReadOnlySpan<byte> digits, IChance chance, Span<byte> block)
    {
        Span<byte> random = stackalloc byte[2 * PinField.Length];
        chance.Fill(random);
        // 256 is no multiple of six: some letters come a little oftener, which tells nothing, for they are no secret.
        for (var i = 0; i < block.Length; i++)
            block[i] = (byte)(((0xA + (random[2 * i] % Letters)) << 4) | (0xA + (random[(2 * i) + 1] % Letters)));

        PinField.Write(3, digits, block);
        PinField.JoinCardNumber(pan, block);
    }

    public override int Read(Pan pan, Span<byte> block, Span<byte> digits)
    {
        PinField.JoinCardNumber(pan, block);
        return PinField.Read(block, 3, (0xA, 0xF), digits);
    }
}
