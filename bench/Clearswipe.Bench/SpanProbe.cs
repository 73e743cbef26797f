namespace Clearswipe.Bench;

/// <summary>
/// The reference of the codec's speed: the shortest honest way over the same bytes. It trusts them: it finds each field
/// and copies it back, and looks neither at digits, dates, characters nor at the last byte.
/// </summary>
internal sealed class SpanProbe
{
    private readonly bool _isPacked;
    private readonly (int PrefixDigits, int Length, bool IsNibbles)[] _fields = new (int, int, bool)[129];

    public SpanProbe(bool isPacked)
    {
        _isPacked = isPacked;
        foreach (var (field, digits, length, kind) in Purchase.Rows)
            _fields[field] = (digits, kind == 'b' && !isPacked ? length * 2 : length, isPacked && kind == 'n');
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

    /// <summary>The content of a field that was found.</summary>
    public ReadOnlySpan<byte> Content(
        ReadOnlySpan<byte> message, int field, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths) =>
        message.Slice(starts[field], _fields[field].IsNibbles ? (lengths[field] + 1) / 2 : lengths[field]);

    /// <summary>Its length as the codec counts it: bytes, not their hexadecimal characters.</summary>
    public int LengthOf(int field, ReadOnlySpan<int> lengths) =>
        !_isPacked && field is 52 or 55 or 64 ? lengths[field] / 2 : lengths[field];

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
                message[offset] = _isPacked ? Pair(i > 1 ? length / 100 : length % 100)
                    : (byte)('0' + length / (i == 3 ? 100 : i == 2 ? 10 : 1) % 10);
            var packed = isNibbles ? (length + 1) / 2 : length;
            from.Slice(starts[field], packed).CopyTo(message[offset..]);
            offset += packed;
        }

        return offset;
    }

    private static byte Pair(int number) => (byte)(number / 10 << 4 | number % 10);
}
