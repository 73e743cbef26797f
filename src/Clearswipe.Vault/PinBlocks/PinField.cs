using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.PinBlocks;

/// <summary>
/// What all formats have in common: eight bytes of a control nibble, a length, the digits of the PIN and their fill.
/// </summary>
static class PinField
{
    public const int Length = 8;

    private const int DigitsStart = 2;
    private const int Nibbles = 2 * Length;

    /// <summary>Writes control, length and digits over a field that holds its fill already.</summary>
    public static void Write(byte control, ReadOnlySpan<byte> digits, Span<byte> field)
    {
        Set(field, 0, control);
        Set(field, 1, (byte)digits.Length);
        for (var i = 0; i < digits.Length; i++)
            Set(field, DigitsStart + i, (byte)(digits[i] - '0'));
    }

    /// <summary>
    /// The number of digits, or 0 when the field breaks its format; every nibble is looked at either way. The fill must
    /// lie in the range given.
    /// </summary>
    public static int Read(
        ReadOnlySpan<byte> field, byte control, (int Lowest, int Highest) fill, Span<byte> digits)
    {
        var length = field[0] & 0xF;
        var isWrong = field[0] >> 4 != control | length < Limits.ShortestPin | length > Limits.LongestPin;
        for (var i = 0; i < Nibbles - DigitsStart; i++)
        {
            var nibble = Get(field, DigitsStart + i);
            isWrong |= i < length ? nibble > 9 : nibble < fill.Lowest | nibble > fill.Highest;
            if (i < digits.Length)
                digits[i] = (byte)('0' + nibble);
        }

        return isWrong ? 0 : length;
    }

    /// <summary>Joins the twelve digits of the card number before its check digit (formats 0 and 3).</summary>
    public static void JoinCardNumber(Pan pan, Span<byte> field)
    {
        var digits = pan.Reveal().AsSpan()[..^1];
        for (var i = 0; i < Math.Min(12, digits.Length); i++)
        {
            var at = Nibbles - 1 - i;
            field[at / 2] ^= (byte)((digits[^(i + 1)] - '0') << (at % 2 == 0 ? 4 : 0));
        }
    }

    private static int Get(ReadOnlySpan<byte> field, int at) => (field[at / 2] >> (at % 2 == 0 ? 4 : 0)) & 0xF;

    private static void Set(Span<byte> field, int at, byte nibble) =>
        field[at / 2] = at % 2 == 0
            ? (byte)((nibble << 4) | (field[at / 2] & 0xF))
            : (byte)((field[at / 2] & 0xF0) | nibble);
}
