using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.PinBlocks;

/// <summary>ISO 9564-1 format 0: filled with F, joined with the card number.</summary>
sealed class Iso0 : ShortPinBlock
{
    public override void Write(Pan pan, ReadOnlySpan<byte> digits, IChance chance, Span<byte> block)
    {
        block.Fill(0xFF);
        PinField.Write(0, digits, block);
        PinField.JoinCardNumber(pan, block);
    }

    public override int Read(Pan pan, Span<byte> block, Span<byte> digits)
    {
        PinField.JoinCardNumber(pan, block);
        return PinField.Read(block, 0, (0xF, 0xF), digits);
    }
}
