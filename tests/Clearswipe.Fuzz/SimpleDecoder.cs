using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>
/// A message as the plain decoder tells it: text fields as characters, b fields in hexadecimal; and the places of the
/// bytes that end with a pad nibble of F.
/// </summary>
internal sealed record SimpleMessage(string Type, SortedDictionary<int, string> Fields)
{
    public List<int> PadsOfF { get; } = [];
}

/// <summary>
/// A second decoder of ISO 8583, made from the rows alone and as plainly as it goes: strings, one character after the
/// other. It shares no code with the product's, so that what both say is what the rows say.
/// </summary>
internal sealed class SimpleDecoder
{
    private const string DecimalDigits = "0123456789";
    private const string HexDigits = "0123456789ABCDEF";

    private readonly SimpleLayout _layout;
    private readonly byte[] _bytes;
    private int _next;
    private bool _isRefused;

    private SimpleDecoder(Dialect dialect, byte[] bytes)
    {
        _layout = SimpleLayout.Of(dialect);
        _bytes = bytes;
    }

    /// <summary>The message, or null: refused.</summary>
    public static SimpleMessage? Read(Dialect dialect, byte[] bytes) => new SimpleDecoder(dialect, bytes).Read();

    private SimpleMessage? Read()
    {
        _isRefused = _bytes.Length > 65_535;
        var message = new SimpleMessage(Characters(_layout.TypeCoding, 4), []);
        Demand(message.Type, DecimalDigits);
        var bits = Bitmaps();
        for (var field = 1; field <= bits.Length && !_isRefused; field++)
            if (bits[field - 1] == '1')
                message.Fields[field] = Field(message, field);
        return _isRefused || _next < _bytes.Length ? null : message;
    }

    /// <summary>All bits of all bitmaps; one that only announces a further bitmap is told as 0.</summary>
    private string Bitmaps()
    {
        var all = "";
        for (var bitmap = 1; bitmap <= _layout.Bitmaps && !_isRefused; bitmap++)
        {
            var bits = Bits(Bytes(_layout.BitmapCoding, 8));
            _isRefused |= bitmap > 1 && !bits.Contains('1');
            if (_isRefused || bitmap == _layout.Bitmaps)
                return all + bits;
            all += $"0{bits[1..]}";
            if (bits[0] == '0')
                return all;
        }

        return all;
    }

    private string Field(SimpleMessage message, int number)
    {
        if (!_layout.Rows.TryGetValue(number, out var row))
            return Refused();
        var length = row.LengthDigits == 0 ? row.Longest : Length(row);
        if (_isRefused || !row.Holds(length))
            return Refused();
        if (row.Content == "b")
            return Bytes(row.Coding, length);
        var text = row.Coding == SimpleLayout.Bcd && length % 2 == 1
            ? Odd(message, row, length)
            : Characters(row.Coding, length);
        for (var place = 0; place < text.Length; place++)
            _isRefused |= !Fits(text[place], place, row);
        _isRefused |= row.Date != "" && !_isRefused && !IsDate(text, row.Date);
        return text;
    }

    private int Length(SimpleRow row)
    {
        if (row.LengthCoding == SimpleLayout.Binary)
        {
            var hex = Bytes(SimpleLayout.Binary, row.LengthDigits == 2 ? 1 : 2);
            return _isRefused ? 0 : Counted(row, Convert.ToInt32(hex, 16));
        }

        // Packed, an odd count of length digits stands behind a digit of its own.
        var isOdd = row.LengthCoding == SimpleLayout.Bcd && row.LengthDigits % 2 == 1;
        var digits = Characters(row.LengthCoding, isOdd ? row.LengthDigits + 1 : row.LengthDigits);
        Demand(digits, DecimalDigits);
        return _isRefused ? 0 : Counted(row, int.Parse(digits));
    }

    /// <summary>Hexadecimal characters are counted one by one, and come in pairs.</summary>
    private int Counted(SimpleRow row, int length)
    {
        if (!row.IsHex)
            return length;
        _isRefused |= length % 2 == 1;
        return length / 2;
    }

    private string Odd(SimpleMessage message, SimpleRow row, int length)
    {
        var nibbles = Bytes(SimpleLayout.Binary, (length + 1) / 2);
        if (_isRefused)
            return "";
        if (!row.IsPaddedLeft && nibbles[^1] == 'F')
            message.PadsOfF.Add(_next - 1);
        Demand(row.IsPaddedLeft ? nibbles[..1] : nibbles[^1..], row.IsPaddedLeft ? "0" : "0F");
        return row.IsPaddedLeft ? nibbles[1..] : nibbles[..^1];
    }

    /// <summary>So many characters; an even number of them where two stand in a byte.</summary>
    private string Characters(string coding, int count) => coding switch
    {
        SimpleLayout.Bcd => Bytes(SimpleLayout.Binary, count / 2),
        SimpleLayout.Ebcdic => string.Concat(Take(count).Select(SimpleEbcdic.Character)),
        _ => string.Concat(Take(count).Select(value => (char)value)),
    };

    /// <summary>So many bytes, a character for each half of one.</summary>
    private string Bytes(string coding, int count)
    {
        if (coding == SimpleLayout.Binary)
            return string.Concat(Take(count).Select(value => $"{HexDigits[value / 16]}{HexDigits[value % 16]}"));
        var text = Characters(coding == SimpleLayout.EbcdicHex ? SimpleLayout.Ebcdic : SimpleLayout.Ascii, 2 * count);
        Demand(text, HexDigits);
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
    private string Bits(string digits) => _isRefused ? "" : string.Concat(digits.Select(digit =>
        Convert.ToString(HexDigits.IndexOf(digit), 2).PadLeft(4, '0')));

    private void Demand(string text, string alphabet) => _isRefused |= !text.All(alphabet.Contains);

    private static bool Fits(char character, int place, SimpleRow row) => row.Content switch
    {
        "n" => character is >= '0' and <= '9',
        "a" => character is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or ' ',
        "an" => character is (>= '0' and <= '9') or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or ' ',
        "ans" => character is (>= ' ' and <= '~') or >= '\x80',
        "x+n" => place == 0 ? character is 'C' or 'D' : character is >= '0' and <= '9',
        "ze" => HexDigits.Contains(character),
        "z" => character is (>= '0' and <= '9') or '=' or 'D',
        _ => true,
    };

    /// <summary>Whether a calendar and a clock have it; all zeros are a date that is not told.</summary>
    private static bool IsDate(string digits, string units)
    {
        if (digits.All(digit => digit == '0'))
            return true;
        var month = units.IndexOf("MM", StringComparison.Ordinal);
        var days = month < 0 ? 31 : digits[month..(month + 2)] switch
        {
            "02" => 29,
            "04" or "06" or "09" or "11" => 30,
            _ => 31,
        };
        for (var at = 0; at < digits.Length; at += 2)
        {
            var value = int.Parse(digits[at..(at + 2)]);
            var fits = units[at] switch
            {
                'M' => value is >= 1 and <= 12,
                'D' => value >= 1 && value <= days,
                'h' => value <= 23,
                'm' or 's' => value <= 59,
                _ => true,
            };
            if (!fits)
                return false;
        }

        return true;
    }

    private string Refused()
    {
        _isRefused = true;
        return "";
    }
}
