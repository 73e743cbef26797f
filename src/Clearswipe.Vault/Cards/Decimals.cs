namespace Clearswipe.Vault.Cards;

/// <summary>
/// How the card schemes make decimal digits of a cipher block: its decimal nibbles in their order; where they are too
/// few, the letters in theirs, A as 0 to F as 5.
/// </summary>
static class Decimals
{
    /// <summary>Fills the span with ASCII digits.</summary>
    public static void Write(ReadOnlySpan<byte> block, Span<byte> digits)
    {
        var nibbles = 2 * block.Length;
        var found = 0;
        for (var i = 0; i < 2 * nibbles && found < digits.Length; i++)
        {
            var wantsLetters = i >= nibbles;
            var nibble = (block[i / 2 % block.Length] >> (i % 2 == 0 ? 4 : 0)) & 0xF;
            if (nibble > 9 == wantsLetters)
                digits[found++] = (byte)('0' + (nibble % 10));
        }
    }
}
