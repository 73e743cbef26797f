using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>
/// The plain decoder's way back, and values that a row allows: every character of its content, no length but the
/// longest
/// or none at all, either pad.
/// </summary>
internal static class SimpleEncoder
{
    /// <summary>The bytes of a message; a pad nibble behind is F in the fields that are named.</summary>
    public static byte[] Write(Dialect dialect, SimpleMessage says, Func<int, bool> isPaddedWithF)
    {
        var layout = SimpleLayout.Of(dialect);
        var body = says.Fields.SelectMany(
            field => Field(layout.Rows[field.Key], field.Value, isPaddedWithF(field.Key) ? 'F' : '0'));
        return [.. Characters(layout.TypeCoding, says.Type), .. Bitmaps(layout, says.Fields.Keys), .. body];
    }

    /// <summary>Any value that the row allows; most are short, or few messages would fit a frame.</summary>
    public static string Value(SimpleRow row, uint seed)
    {
        if (row.Date != "")
            return Date(row.Date, seed);
        var length = row.LengthDigits == 0 || seed % 10 == 0 ? row.Longest
            : seed % 10 == 1 ? 0
            : (int)(seed / 10 % Math.Min(row.Longest + 1, 40));
        var next = seed;
        return string.Concat(Enumerable.Range(0, row.Content == "b" ? 2 * length : length).Select(place =>
        {
            // Any stream of numbers will do; this one is Knuth's.
            next = unchecked(next * 1_664_525 + 1_013_904_223);
            var alphabet = Alphabet(row, place);
            return alphabet[(int)(next >> 8) % alphabet.Length];
        }));
    }

    private static string Date(string units, uint seed)
    {
        if (seed % 16 == 0)
            return new string('0', units.Length);
        var next = seed / 16;
        var date = "";
        for (var at = 0; at < units.Length; at += 2)
        {
            next = unchecked(next * 1_664_525 + 1_013_904_223);
            var (least, most) = units[at] switch
            {
                'M' => (1, 12),
                'D' => (1, 29),
                'h' => (0, 23),
                'C' or 'Y' => (0, 99),
                _ => (0, 59),
            };
            date += (least + (int)(next >> 8) % (most - least + 1)).ToString("D2");
        }

        return date;
    }

    private static string Alphabet(SimpleRow row, int place)
    {
        var latin = string.Concat(Enumerable.Range(0, 256).Select(value => (char)value));
        return row.Content switch
        {
            "n" => "0123456789",
            "x+n" => place == 0 ? "CD" : "0123456789",
            "z" => row.Coding == SimpleLayout.Bcd ? "0123456789D" : "0123456789=D",
            "b" or "ze" => "0123456789ABCDEF",
            "a" => string.Concat(latin.Where(character => char.IsAsciiLetter(character) || character == ' ')),
            "an" => string.Concat(latin.Where(character => char.IsAsciiLetterOrDigit(character) || character == ' ')),
            "ans" => string.Concat(latin.Where(character => character >= ' ' && character != '\x7F')),
            _ => latin,
        };
    }

    private static byte[] Bitmaps(SimpleLayout layout, IEnumerable<int> fields)
    {
        var bits = new string('0', 192).ToCharArray();
        foreach (var field in fields)
            bits[field - 1] = '1';
        var bitmaps = fields.LastOrDefault() switch { > 128 => 3, > 64 => 2, _ => 1 };
        for (var bitmap = 1; bitmap < bitmaps; bitmap++)
            bits[64 * (bitmap - 1)] = '1';
        var hex = string.Concat(
            bits[..(64 * bitmaps)].Chunk(4).Select(four => Convert.ToInt32(new string(four), 2).ToString("X")));
        return Bytes(layout.BitmapCoding, hex);
    }

    private static byte[] Field(SimpleRow row, string value, char pad)
    {
        var length = row.Content == "b" && !row.IsHex ? value.Length / 2 : value.Length;
        byte[] content = row.Content == "b" ? Bytes(row.Coding, value)
            : row.Coding != SimpleLayout.Bcd || value.Length % 2 == 0 ? Characters(row.Coding, value)
            : Convert.FromHexString(row.IsPaddedLeft ? $"0{value}" : $"{value}{pad}");
        return [.. Length(row, length), .. content];
    }

    private static byte[] Length(SimpleRow row, int length)
    {
        if (row.LengthDigits == 0)
            return [];
        if (row.LengthCoding == SimpleLayout.Binary)
            return Convert.FromHexString(length.ToString(row.LengthDigits == 2 ? "X2" : "X4"));
        var digits = length.ToString($"D{row.LengthDigits}");
        return Characters(
            row.LengthCoding, row.LengthCoding == SimpleLayout.Bcd && digits.Length % 2 == 1 ? $"0{digits}" : digits);
    }

    private static byte[] Characters(string coding, string text) => coding switch
    {
        SimpleLayout.Bcd => Convert.FromHexString(text),
        SimpleLayout.Ebcdic => [.. text.Select(SimpleEbcdic.Byte)],
        _ => [.. text.Select(character => (byte)character)],
    };

    private static byte[] Bytes(string coding, string hex) => coding switch
    {
        SimpleLayout.Binary => Convert.FromHexString(hex),
        SimpleLayout.EbcdicHex => Characters(SimpleLayout.Ebcdic, hex),
        _ => Characters(SimpleLayout.Ascii, hex),
    };
}
