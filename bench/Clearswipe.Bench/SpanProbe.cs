using System.Globalization;

namespace Clearswipe.Bench;

/// <summary>
/// The reference of the codec's speed: the shortest honest way over the same bytes. It trusts them: it finds each field
/// and copies it back, and looks neither at digits, dates, characters nor at the last byte.
/// </summary>
internal sealed class SpanProbe
{
    private readonly bool _isPacked;
    private readonly (int PrefixDigits, int Length, bool IsNibbles)[] _fields = new (int, int, bool)[129];

    /// <summary>Rows as "field, ll or lll and the kind, length": n and z are packed two to a byte in packed form.</summary>
    public SpanProbe(bool isPacked, string rows)
    {
        _isPacked = isPacked;
        foreach (var row in rows.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var columns = row.Split('\t');
            var kind = columns[1].TrimStart('l');
            var length = int.Parse(columns[2], CultureInfo.InvariantCulture);
            _fields[int.Parse(columns[0], CultureInfo.InvariantCulture)] =
                (columns[1].Length - kind.Length, kind == "b" && !isPacked ? length * 2 : length,
                    isPacked && kind is "n" or "z" && isPacked);
        }
    }

    /// <summary>Finds each field: where its content starts, and its length in digits or bytes.</summary>
    public ulong Parse(ReadOnlySpan<byte> message, Span<int> starts, Span<int> lengths)
    {
        var offset = _isPacked ? 2 : 4;
        ulong bitmap = 0;
        for (var i = 0; i < (_isPacked ? 8 : 16); i++, offset++)
            bitmap = _isPacked ? bitmap << 8 | message[offset]
                : bitmap << 4 | (uint)(message[offset] <= '9' ? message[offset] - '0' : message[offset] - 'A' + 10);
        for (var field = 2; field <= 64; field++)
        {
            if ((bitmap >> (64 - field) & 1) == 0)
                continue;
            var (digits, length, isNibbles) = _fields[field];
            if (digits > 0)
            {
                length = 0;
                for (var i = 0; i < (_isPacked ? (digits + 1) / 2 : digits); i++, offset++)
                    length = _isPacked ? length * 100 + (message[offset] >> 4) * 10 + (message[offset] & 0xF)
                        : length * 10 + message[offset] - '0';
            }

            starts[field] = offset;
            lengths[field] = length;
            offset += isNibbles ? (length + 1) / 2 : length;
        }

        return bitmap;
    }

    /// <summary>Writes the fields of the bitmap from where they were found in another message.</summary>
    public int Build(
        ReadOnlySpan<byte> from, ulong bitmap, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, Span<byte> message)
    {
        var offset = _isPacked ? 2 : 4;
        from[..offset].CopyTo(message);
        for (var i = _isPacked ? 7 : 15; i >= 0; i--, offset++)
            message[offset] = _isPacked ? (byte)(bitmap >> (8 * i) & 0xFF)
                : (byte)"0123456789ABCDEF"[(int)(bitmap >> (4 * i) & 0xF)];
        for (var field = 2; field <= 64; field++)
        {
            if ((bitmap >> (64 - field) & 1) == 0)
                continue;
            var (digits, _, isNibbles) = _fields[field];
            var length = lengths[field];
            for (var i = _isPacked ? (digits + 1) / 2 : digits; i > 0; i--, offset++)
                message[offset] = _isPacked ? (byte)((i > 1 ? length / 1000 : length / 10 % 10) << 4 | (i > 1 ? length / 100 : length) % 10)
                    : (byte)('0' + length / (i == 3 ? 100 : i == 2 ? 10 : 1) % 10);
            var packed = isNibbles ? (length + 1) / 2 : length;
            from.Slice(starts[field], packed).CopyTo(message[offset..]);
            offset += packed;
        }

        return offset;
    }
}
