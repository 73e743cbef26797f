using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.PinBlocks;

/// <summary>ISO 9564-1 format 2: filled with F, no card number; from the pad to the chip in its slot.</summary>
sealed class Iso2 : ShortPinBlock
{
    public override void Write(Pan pan, ReadOnlySpan<byte> digits, IChance chance, Span<byte> block) =>
        Write(digits, block);

    public static void Write(ReadOnlySpan<byte> digits, Span<byte> block)
    {
        block.Fill(0xFF);
        PinField.Write(2, digits, block);
    }

    public override int Read(Pan pan, Span<byte> block, Span<byte> digits) =>
        PinField.Read(block, 2, (0xF, 0xF), digits);
}
