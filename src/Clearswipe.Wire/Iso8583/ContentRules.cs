namespace Clearswipe.Wire.Iso8583;

/// <summary>Whether packed bytes are what their field's content demands.</summary>
internal static class ContentRules
{
    /// <summary>The index of the first byte that breaks the rule, or -1 when all keep it.</summary>
    public static int Check(FieldSpec spec, ReadOnlySpan<byte> packed, int length) => spec.Packing switch
    {
        Packing.NibblesLeft => CheckNibbles(spec.Content, packed, 0, length),
        Packing.NibblesRight => CheckNibbles(spec.Content, packed, packed.Length * 2 - length, length),
        Packing.Characters => CheckCharacters(spec.Content, packed),
        Packing.Hex => CheckHex(packed),
        _ => -1,
    };

    /// <summary>What a field demands, for a fault: it never quotes what stands there instead.</summary>
    public static string Demand(FieldSpec spec) => spec.Content switch
    {
        Content.Digits => "only digits are allowed here",
        Content.Alphanumeric => "only letters, digits and spaces are allowed here",
        Content.Printable => "no control character is allowed here",
        Content.Track => "only digits and a separator are allowed here; is the track encrypted?",
        _ => "only upper-case hexadecimal characters are allowed here",
    };

    public static bool Allows(Content content, byte character) => content switch
    {
        Content.Digits => Alphabet.IsDigit(character),
        Content.Alphanumeric => Alphabet.IsAlphanumeric(character),
        Content.Printable => Alphabet.IsPrintable(character),
        Content.Track => Alphabet.IsTrack(character),
        _ => true,
    };

    private static int CheckCharacters(Content content, ReadOnlySpan<byte> characters)
    {
        for (var i = 0; i < characters.Length; i++)
            if (!Allows(content, characters[i]))
                return i;
        return -1;
    }

    private static int CheckHex(ReadOnlySpan<byte> characters)
    {
        for (var i = 0; i < characters.Length; i++)
            if (Alphabet.HexValue(characters[i]) < 0)
                return i;
        return -1;
    }

    private static int CheckNibbles(Content content, ReadOnlySpan<byte> packed, int first, int length)
    {
        for (var i = 0; i < packed.Length * 2; i++)
        {
            var nibble = i % 2 == 0 ? packed[i / 2] >> 4 : packed[i / 2] & 0xF;
            var fits = i < first ? nibble == 0
                : i < first + length ? nibble <= 9 || (nibble == 0xD && content == Content.Track)
                // Terminals pad an odd length with 0 or with F.
                : nibble is 0 or 0xF;
            if (!fits)
                return i / 2;
        }

        return -1;
    }
}
