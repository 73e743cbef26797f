using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// The layout of one field (ISO 8583:1987, clause 4): its number from 2, what it may hold, its length or longest length
/// (in digits, characters or, for b, bytes), the length in front of it, how it is written, and where an odd nibble
/// goes.
/// </summary>
public sealed record FieldSpec(
    int Number, Content Content, int MaxLength, LengthPrefix Prefix, Coding Coding, Padding Padding)
{
    /// <summary>The highest number that three bitmaps reach.</summary>
    public const int Highest = 192;

    /// <summary>The longest length that four digits tell.</summary>
    public const int Longest = 9999;

    /// <summary>What the field is called, where its dialect gives it a name of its own.</summary>
    public Bilingual? Name { get; init; }

    /// <summary>The parts that the field is made of, or none.</summary>
    public FieldShape Shape { get; init; } = FieldShape.Whole;

    /// <summary>What a person may see of it; a file may close a field, and never open one.</summary>
    internal Sight Sight { get; init; } = Sight.ByStandard;

    /// <summary>The pairs of a date or time (see <see cref="Calendar"/>), or null.</summary>
    internal string? Pairs { get; init; }

    /// <summary>
    /// The notation of ISO 8583: "n6" is six digits, "n..19" at most nineteen after two length digits, "b...255" at
    /// most
    /// 255 bytes after three, "MMDD" a date of four digits.
    /// </summary>
    public string Notation
    {
        get
        {
            if (Pairs is { } pairs)
                return string.Concat(pairs.Select(pair => $"{pair}{pair}"));
            var signedDigits = Content == Content.Signed && Prefix.IsFixed ? MaxLength - 1 : MaxLength;
            return $"{ContentLetters.Of(Content)}{new string('.', Prefix.Digits)}{signedDigits}";
        }
    }

    /// <summary>Reads the notation of ISO 8583, for rows of ours: a bad one is a contradiction and throws.</summary>
    internal static FieldSpec Parse(int number, string notation, Form form) =>
        TryParse(number, notation, form, out var spec) is not { } problem
            ? spec
            : throw new InvariantException($"DE {number}, \"{notation}\": {problem}");

    /// <summary>Reads the notation of ISO 8583. Null is success, else what is wrong with it, for a person.</summary>
    internal static string? TryParse(int number, string notation, Form form, out FieldSpec spec)
    {
        var pairs = Calendar.Read(notation);
        var letters = pairs is null ? notation[..LettersIn(notation)] : "n";
        var rest = pairs is null ? notation[letters.Length..] : $"{notation.Length}";
        var dots = rest.TakeWhile(character => character == '.').Count();
        spec = new FieldSpec(number, Content.Binary, 0, LengthPrefix.Fixed, Coding.Binary, Padding.Left);
        if (ContentLetters.Read(letters) is not { } content)
            return $"\"{letters}\" is no content of ISO 8583; one of {string.Join(", ", ContentLetters.All)} is";
        if (dots is 1 or > 4)
            return "a variable length has two, three or four dots, one for each digit of its length";
        if (!int.TryParse(rest[dots..], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length == 0)
            return "behind the content and its dots stands the length, a number from 1";
        if (length > Longest)
            return TooLong;

        var prefix = dots == 0 ? LengthPrefix.Fixed : new LengthPrefix(dots, form.Lengths);
        var coding = form.CodingOf(content);
        // A prefix that counts two characters for each byte tells half as many bytes.
        if (coding.IsHex() && dots > 0)
            length = Math.Min(length, prefix.Longest / 2);
        spec = new FieldSpec(number, content, content == Content.Signed && dots == 0 ? length + 1 : length, prefix,
            coding, dots == 0 ? form.FixedDigits : form.VariableDigits)
        {
            Pairs = pairs,
            Sight = content == Content.SealedTrack ? Sight.Closed : Sight.ByStandard,
        };
        return spec.Problem();
    }

    /// <summary>Why this layout contradicts itself, for a person, or null.</summary>
    internal string? Problem() => this switch
    {
        _ when Number is < 2 or > Highest => $"fields are numbered 2 to {Highest}",
        _ when Prefix.Digits is not (0 or 2 or 3 or 4) => "a length has two, three or four digits",
        _ when MaxLength < 1 => "a field has a length from 1",
        { Pairs: { } pairs } when Content != Content.Digits || !Prefix.IsFixed || MaxLength != 2 * pairs.Length =>
            "a date has as many digits as its pairs, and no length in front",
        { Content: Content.Binary, Coding: not (Coding.Binary or Coding.Hex or Coding.EbcdicHex) } =>
            "bytes are written as they are or in hexadecimal characters",
        { Content: not Content.Binary, Coding: Coding.Binary or Coding.Hex or Coding.EbcdicHex } =>
            "digits and characters are written in ASCII, EBCDIC or, if digits, BCD",
        { Coding: Coding.Bcd, Content: not (Content.Digits or Content.Track or Content.SealedTrack) } =>
            "only digits and tracks are packed two to a byte",
        { Content: Content.SealedTrack, Coding: not Coding.Bcd } =>
            "a track of which a part is encrypted is packed two to a byte",
        { Prefix.IsFixed: false } when Prefix.Coding.IsHex() => "a length is digits or a binary number",
        _ when MaxLength > Longest => TooLong,
        { Prefix.IsFixed: false } when Counted > Prefix.Longest =>
            $"a length of {Counted} does not fit {Prefix.Digits} digits",
        _ => null,
    };

    private static string TooLong => $"a field has at most {Longest} digits, characters or bytes";

    /// <summary>
    /// The longest length as the prefix tells it: hexadecimal characters are counted, not their bytes.
    /// </summary>
    private int Counted => Coding.IsHex() ? MaxLength * 2 : MaxLength;

    private static int LettersIn(string notation) =>
        notation.TakeWhile(character => char.IsAsciiLetter(character) || character == '+').Count();
}
