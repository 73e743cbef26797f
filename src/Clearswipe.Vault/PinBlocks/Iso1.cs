using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.PinBlocks;

/// <summary>ISO 9564-1 format 1: random fill, no card number. The vault reads it and never makes it.</summary>
sealed class Iso1 : ShortPinBlock
{
    public override void Write(Pan pan, ReadOnlySpan<byte> digits, IChance chance, Span<byte> block)
    {
        chance.Fill(block);
        PinField.Write(1, digits, block);
    }

    public override int Read(Pan pan, Span<byte> block, Span<byte> digits) =>
        PinField.Read(block, 1, (0x0, 0xF), digits);
}
