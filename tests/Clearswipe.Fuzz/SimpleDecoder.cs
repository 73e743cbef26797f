using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>A message as the plain decoder tells it: text fields as characters, b fields in hexadecimal.</summary>
internal sealed record SimpleMessage(string Type, SortedDictionary<int, string> Fields);

/// <summary>
/// A second decoder of ISO 8583, made from the rows alone and as plainly as it goes: strings, one character after the
/// other. It shares no code with the product's, so that what both say is what the rows say.
/// </summary>
internal sealed class SimpleDecoder
{
    private const string DecimalDigits = "0123456789";
    private const string HexDigits = "0123456789ABCDEF";

    private readonly Dialect _dialect;
    private readonly bool _isPacked;
    private readonly byte[] _bytes;
    private int _next;
    private bool _isRefused;

    private SimpleDecoder(Dialect dialect, byte[] bytes)
    {
        _dialect = dialect;
        _isPacked = SimpleRow.IsPacked(dialect);
        _bytes = bytes;
    }

    /// <summary>The message, or null: refused.</summary>
    public static SimpleMessage? Read(Dialect dialect, byte[] bytes) => new SimpleDecoder(dialect, bytes).Read();

    private SimpleMessage? Read()
    {
        var message = new SimpleMessage(Head(4), []);
        Demand(message.Type, DecimalDigits);
        var bits = Bits(Head(16));
        if (!_isRefused && bits[0] == '1')
        {
            var more = Bits(Head(16));
            _isRefused |= !more.Contains('1');
            bits += more;
        }

        for (var field = 2; field <= bits.Length && !_isRefused; field++)
            if (bits[field - 1] == '1')
                message.Fields[field] = Field(field);
        return _isRefused || _next < _bytes.Length ? null : message;
    }

    private string Field(int number)
    {
        if (SimpleRow.Of(_dialect, number) is not { } row)
            return Refused();
        var length = row.LengthDigits == 0 ? row.Longest : Length(row);
        return !_isRefused && row.Holds(length) ? Value(row, length) : Refused();
    }

    private int Length(SimpleRow row)
    {
        // Packed, an odd count of length digits stands behind a zero of its own.
        var digits = Head(_isPacked ? (row.LengthDigits + 1) / 2 * 2 : row.LengthDigits);
        Demand(digits, DecimalDigits);
        if (_isRefused)
            return 0;
        var length = int.Parse(digits);
        if (row.Packing != SimpleRow.Hex)
            return length;
        _isRefused |= length % 2 == 1;
        return length / 2;
    }

    private string Value(SimpleRow row, int length)
    {
        switch (row.Packing)
        {
            case SimpleRow.Characters:
                return Demand(Characters(length), row.Content);
            case SimpleRow.Bytes:
                return Nibbles(length);
            case SimpleRow.Hex:
                var hex = Characters(2 * length);
                Demand(hex, HexDigits);
                return hex;
            default:
                return Packed(row, length);
        }
    }

    private string Packed(SimpleRow row, int length)
    {
        var nibbles = Nibbles((length + 1) / 2);
        if (_isRefused)
            return "";
        var isOdd = length % 2 == 1;
        var isLeft = row.Packing == SimpleRow.NibblesLeft;
        if (isOdd)
            Demand(isLeft ? nibbles[^1..] : nibbles[..1], isLeft ? "0F" : "0");
        var value = !isOdd ? nibbles : isLeft ? nibbles[..^1] : nibbles[1..];
        Demand(value, row.Content == "z" ? "0123456789D" : DecimalDigits);
        return value;
    }

    /// <summary>The next characters of type, bitmap or a length.</summary>
    private string Head(int characters) => _isPacked ? Nibbles(characters / 2) : Characters(characters);

    private string Characters(int count)
    {
        var text = "";
        foreach (var value in Take(count))
            text += (char)value;
        return text;
    }

    /// <summary>So many bytes, a character for each half of one.</summary>
    private string Nibbles(int bytes)
    {
        var text = "";
        foreach (var value in Take(bytes))
            text += $"{HexDigits[value / 16]}{HexDigits[value % 16]}";
        return text;
    }

    private byte[] Take(int count)
    {
        _isRefused |= _next + count > _bytes.Length;
        if (_isRefused)
            return [];
        _next += count;
        return _bytes[(_next - count).._next];
    }

    /// <summary>Hexadecimal digits as ones and zeros, four for each.</summary>
    private string Bits(string digits)
    {
        Demand(digits, HexDigits);
        return _isRefused ? "" : string.Concat(digits.Select(digit =>
            Convert.ToString(HexDigits.IndexOf(digit), 2).PadLeft(4, '0')));
    }

    private string Demand(string text, string alphabetOrContent)
    {
        _isRefused |= !text.All(character => Fits(character, alphabetOrContent));
        return text;
    }

    private static bool Fits(char character, string alphabetOrContent) => alphabetOrContent switch
    {
        "n" => character is >= '0' and <= '9',
        "an" => character is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or ' ',
        "ans" => character is (>= ' ' and <= '~') or >= '\x80',
        "p" => true,
        "z" => character is (>= '0' and <= '9') or '=' or 'D',
        _ => alphabetOrContent.Contains(character),
    };

    private string Refused()
    {
        _isRefused = true;
        return "";
    }
}
