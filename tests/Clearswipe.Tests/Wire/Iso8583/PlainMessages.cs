using System.Text;
using Clearswipe.Fuzz;
using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>
/// Messages put together from the rows alone, byte after byte, with all that a row allows: every character of its
/// content, no length but the longest or none at all, either pad. And the ways in which bytes are damaged.
/// </summary>
internal static class PlainMessages
{
    /// <summary>A valid message's bytes and what they say.</summary>
    public static Gen<(byte[] Bytes, SimpleMessage Says)> Any(Dialect dialect) =>
        from type in Gen.Char["0123456789"].Array[4]
        let rows = Rows(dialect)
        from fields in Gen.Int[0, rows.Length - 1].Select(place => rows[place]).Array[0, 25]
        from seeds in Gen.UInt.Array[fields.Length]
        select Put(dialect, new string(type), fields.Zip(seeds));

    /// <summary>Bits turned over, ends cut off, bytes doubled, overwritten or left out, lengths made others.</summary>
    public static Gen<byte[]> Damaged(Dialect dialect) =>
        from message in Any(dialect)
        from damages in Gen.Select(Gen.Int[0, 6], Gen.Int[0, 100_000], Gen.Byte).Array[1, 3]
        select damages.Aggregate(message.Bytes, (bytes, damage) => Damage(bytes, damage));

    private static byte[] Damage(byte[] bytes, (int Kind, int At, byte Value) damage)
    {
        if (bytes.Length == 0)
            return [damage.Value];
        var at = damage.At % bytes.Length;
        var (before, after) = (bytes[..at], bytes[(at + 1)..]);
        var old = bytes[at];
        return damage.Kind switch
        {
            0 => [.. before, (byte)(old ^ (1 << damage.Value % 8)), .. after],
            1 => before,
            2 => [.. before, old, old, .. after],
            3 => [.. before, damage.Value, .. after],
            4 => [.. before, .. after],
            // Lengths are small: one more or less is mostly another length.
            5 => [.. before, (byte)((old + (damage.Value % 2 == 0 ? 1 : 255)) % 256), .. after],
            _ => [.. bytes, damage.Value],
        };
    }

    private static SimpleRow[] Rows(Dialect dialect) =>
        [.. Enumerable.Range(2, 127).Select(field => SimpleRow.Of(dialect, field)).OfType<SimpleRow>()];

    private static (byte[], SimpleMessage) Put(
        Dialect dialect, string type, IEnumerable<(SimpleRow Row, uint Seed)> fields)
    {
        var isPacked = SimpleRow.IsPacked(dialect);
        var says = new SimpleMessage(type, []);
        var body = new List<byte>();
        foreach (var (row, seed) in fields.DistinctBy(field => field.Row.Field).OrderBy(field => field.Row.Field))
        {
            var value = Value(row, seed);
            says.Fields[row.Field] = value;
            body.AddRange(Field(row, value, seed, isPacked));
        }

        var bits = string.Concat(Enumerable.Range(1, 128).Select(field => says.Fields.ContainsKey(field) ? '1' : '0'));
        bits = bits[64..].Contains('1') ? $"1{bits[1..]}" : bits[..64];
        var bitmap = string.Concat(bits.Chunk(4).Select(four => Convert.ToInt32(new string(four), 2).ToString("X")));
        return ([.. Head(type, isPacked), .. Head(bitmap, isPacked), .. body], says);
    }

    // Some fields are as long as they can be and some empty; most are short, or few messages would fit a frame.
    private static string Value(SimpleRow row, uint seed)
    {
        var length = row.LengthDigits == 0 || seed % 10 == 0 ? row.Longest
            : seed % 10 == 1 ? 0
            : (int)(seed / 10 % Math.Min(row.Longest, 40));
        var alphabet = Alphabet(row);
        var characters = row.Content == "b" ? 2 * length : length;
        var next = seed;
        return string.Concat(Enumerable.Range(0, characters).Select(_ =>
        {
            // Any stream of numbers will do; this one is Knuth's.
            next = unchecked(next * 1_664_525 + 1_013_904_223);
            return alphabet[(int)(next >> 8) % alphabet.Length];
        }));
    }

    private static string Alphabet(SimpleRow row)
    {
        var latin = string.Concat(Enumerable.Range(0, 256).Select(value => (char)value));
        return row.Content switch
        {
            "n" => "0123456789",
            "z" => row.Packing == SimpleRow.Characters ? "0123456789=D" : "0123456789D",
            "b" => "0123456789ABCDEF",
            "an" => string.Concat(latin.Where(character => char.IsAsciiLetterOrDigit(character) || character == ' ')),
            "ans" => string.Concat(latin.Where(character => character >= ' ' && character != '\x7F')),
            _ => latin,
        };
    }

    private static byte[] Field(SimpleRow row, string value, uint seed, bool isPacked)
    {
        var length = row.Content == "b" && row.Packing == SimpleRow.Bytes ? value.Length / 2 : value.Length;
        var digits = row.LengthDigits == 0 ? "" : length.ToString($"D{row.LengthDigits}");
        if (isPacked && digits.Length % 2 == 1)
            digits = $"0{digits}";
        return [.. Head(digits, isPacked), .. Content(row, value, seed)];
    }

    private static byte[] Content(SimpleRow row, string value, uint seed)
    {
        var isOdd = value.Length % 2 == 1;
        return row.Packing switch
        {
            SimpleRow.Characters or SimpleRow.Hex => Encoding.Latin1.GetBytes(value),
            SimpleRow.NibblesLeft when isOdd => Convert.FromHexString(value + (seed % 2 == 0 ? '0' : 'F')),
            SimpleRow.NibblesRight when isOdd => Convert.FromHexString($"0{value}"),
            _ => Convert.FromHexString(value),
        };
    }

    private static byte[] Head(string characters, bool isPacked) =>
        isPacked ? Convert.FromHexString(characters) : Encoding.ASCII.GetBytes(characters);
}
