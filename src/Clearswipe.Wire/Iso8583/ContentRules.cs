using System.Runtime.Intrinsics;
using Clearswipe.Wire.Alphabets;

namespace Clearswipe.Wire.Iso8583;

/// <summary>Whether packed bytes are what their field's content demands.</summary>
internal static class ContentRules
{
    /// <summary>
    /// Whether the packed content keeps its rule. The length counts digits, characters or bytes, as the field's does.
    /// </summary>
    public static bool Hold(in FieldPlan plan, ReadOnlySpan<byte> packed, int length) =>
        HoldCharacters(plan, packed, length) && (plan.Calendar is not { } calendar || calendar.Has(packed));

    /// <summary>Whether characters that are to be packed two to a byte are digits, or a track's.</summary>
    public static bool HoldUnpacked(Content content, ReadOnlySpan<byte> characters) => content switch
    {
        Content.Track => ContentVectors.Hold<ContentVectors.AsciiTrack>(characters),
        Content.SealedTrack => ContentVectors.Hold<ContentVectors.AsciiSealedTrack>(characters),
        _ => ContentVectors.Hold<ContentVectors.AsciiDigits>(characters),
    };

    private static bool HoldCharacters(in FieldPlan plan, ReadOnlySpan<byte> packed, int length) => plan.Rule switch
    {
        ContentRule.AsciiDigits => ContentVectors.Hold<ContentVectors.AsciiDigits>(packed),
        ContentRule.PackedDigits => HoldPacked<ContentVectors.PackedDigits>(plan.Padding, packed, length),
        ContentRule.AsciiAlphanumeric => ContentVectors.Hold<ContentVectors.AsciiAlphanumeric>(packed),
        ContentRule.AsciiPrintable => ContentVectors.Hold<ContentVectors.AsciiPrintable>(packed),
        ContentRule.AsciiHex => ContentVectors.Hold<ContentVectors.AsciiHex>(packed),
        ContentRule.AsciiTrack => ContentVectors.Hold<ContentVectors.AsciiTrack>(packed),
        ContentRule.PackedTrack => HoldPacked<ContentVectors.PackedTrack>(plan.Padding, packed, length),
        ContentRule.PackedSealedTrack =>
            HoldPacked<ContentVectors.PackedSealedTrack>(plan.Padding, packed, length),
        ContentRule.EbcdicDigits => ContentVectors.Hold<ContentVectors.EbcdicDigits>(packed),
        ContentRule.AsciiLetters => ContentVectors.Hold<ContentVectors.AsciiLetters>(packed),
        ContentRule.Any => true,
        ContentRule.Undefined => false,
        _ => FirstBroken(plan.Spec!, packed, length) < 0,
    };

    /// <summary>
    /// The index of the first byte that breaks the rule, or -1 when all keep it: byte by byte, for a fault's place.
    /// </summary>
    public static int FirstBroken(FieldSpec spec, ReadOnlySpan<byte> packed, int length)
    {
        if (spec.Coding == Coding.Bcd)
            return FirstBrokenNibble(spec, packed, length);
        for (var i = 0; i < packed.Length; i++)
        {
            var character = spec.Coding.IsEbcdic() ? Ebcdic.ToLatin1(packed[i]) : packed[i];
            var keeps = spec.Coding.IsHex()
                ? Alphabet.HexValue(character) >= 0
                : spec.Coding == Coding.Binary || Allows(spec.Content, character, i);
            if (!keeps)
                return i;
        }

        return -1;
    }

    /// <summary>What a field demands, for a fault: it never quotes what stands there instead.</summary>
    public static string Demand(FieldSpec spec) => spec.Content switch
    {
        Content.Digits => "only digits are allowed here",
        Content.Letters => "only letters and spaces are allowed here",
        Content.Alphanumeric => "only letters, digits and spaces are allowed here",
        Content.Printable => "no control character is allowed here",
        Content.Signed => "C or D is allowed here, and digits behind it",
        Content.Track => "only digits and a separator are allowed here; is the track encrypted?",
        Content.SealedTrack => "only half bytes as upper-case hexadecimal characters are allowed here",
        _ => "only upper-case hexadecimal characters are allowed here",
    };

    /// <summary>Whether a character of ISO 8859-1 may stand at this place of the content.</summary>
    public static bool Allows(Content content, byte character, int place) => content switch
    {
        Content.Digits => Alphabet.IsDigit(character),
        Content.Letters => Alphabet.IsLetter(character),
        Content.Alphanumeric => Alphabet.IsAlphanumeric(character),
        Content.Printable => Alphabet.IsPrintable(character),
        Content.Signed => place == 0 ? character is (byte)'C' or (byte)'D' : Alphabet.IsDigit(character),
        Content.Track => Alphabet.IsTrack(character),
        _ => true,
    };

    private static bool IsOfTrack(Content content, int letter) =>
        content == Content.SealedTrack || (content == Content.Track && letter == 0xD);

    private static bool HoldPacked<TRule>(Padding padding, ReadOnlySpan<byte> packed, int length)
        where TRule : struct, IVectorRule
    {
        if ((length & 1) == 0)
            return ContentVectors.Hold<TRule>(packed);
        if (padding == Padding.Left)
            return packed[0] >> 4 == 0 && ContentVectors.Hold<TRule>(packed);

        var last = packed[^1];
        return (last & 0xF) is 0 or 0xF
            && TRule.Broken(Vector128.CreateScalar((byte)(last & 0xF0))) == Vector128<byte>.Zero
            && ContentVectors.Hold<TRule>(packed[..^1]);
    }

    private static int FirstBrokenNibble(FieldSpec spec, ReadOnlySpan<byte> packed, int length)
    {
        var first = spec.Padding == Padding.Left ? length % 2 : 0;
        for (var i = 0; i < packed.Length * 2; i++)
        {
            var nibble = i % 2 == 0 ? packed[i / 2] >> 4 : packed[i / 2] & 0xF;
            var fits = i < first ? nibble == 0
                : i < first + length ? nibble <= 9 || IsOfTrack(spec.Content, nibble)
                // Terminals pad an odd length with 0 or with F.
                : nibble is 0 or 0xF;
            if (!fits)
                return i / 2;
        }

        return -1;
    }
}
