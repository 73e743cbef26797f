using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.PinBlocks;

/// <summary>
/// ISO 9564-1 format 0: control nibble 0, length, digits, filled with F; joined with the twelve digits of the card
/// number before its check digit.
/// </summary>
static class PinBlockFormat0
{
    public const int Length = 8;

    public static void Write(ReadOnlySpan<byte> digits, Pan pan, Span<byte> block)
    {
        Span<byte> nibbles = stackalloc byte[2 * Length];
        nibbles.Fill(0xF);
        nibbles[0] = 0;
        nibbles[1] = (byte)digits.Length;
        for (var i = 0; i < digits.Length; i++)
            nibbles[i + 2] = (byte)(digits[i] - '0');

        for (var i = 0; i < Length; i++)
            block[i] = (byte)((nibbles[2 * i] << 4) | nibbles[(2 * i) + 1]);

        nibbles.Clear();
        JoinCardNumber(pan, block);
    }

    /// <summary>
    /// The digits of the PIN as ASCII; their number, or 0 when this is no block of format 0. It never says why, and
    /// looks at every nibble either way: a caller who could tell the reasons apart would learn PINs from them.
    /// </summary>
    public static int Read(ReadOnlySpan<byte> block, Pan pan, Span<byte> digits)
    {
        Span<byte> clear = stackalloc byte[Length];
        block.CopyTo(clear);
        JoinCardNumber(pan, clear);

        var length = clear[0] & 0xF;
        var isWrong = clear[0] >> 4 != 0 | length < Limits.ShortestPin | length > Limits.LongestPin;
        for (var i = 0; i < 2 * Length - 2; i++)
        {
            var nibble = (clear[(i / 2) + 1] >> (i % 2 == 0 ? 4 : 0)) & 0xF;
            isWrong |= i < length ? nibble > 9 : nibble != 0xF;
            if (i < digits.Length)
                digits[i] = (byte)('0' + nibble);
        }

        clear.Clear();
        return isWrong ? 0 : length;
    }

    private static void JoinCardNumber(Pan pan, Span<byte> block)
    {
        var digits = pan.Reveal().AsSpan()[..^1];
        for (var i = 0; i < Math.Min(12, digits.Length); i++)
        {
            var nibble = 2 * Length - 1 - i;
            block[nibble / 2] ^= (byte)((digits[^(i + 1)] - '0') << (nibble % 2 == 0 ? 4 : 0));
        }
    }
}
