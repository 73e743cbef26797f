namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// Where a field was found: its layout (null after the last one), the byte at which its length digits start, that of
/// its content, the packed length in bytes, and the length in digits, characters or bytes.
/// </summary>
internal readonly record struct RawField(
    FieldSpec? Spec, int Start, int ContentStart, int PackedLength, int Length);

/// <summary>
/// Reads one message in place: type, bitmap, then field after field. Bad bytes are a fault that says where.
/// </summary>
internal ref struct MessageReader(Dialect dialect, ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _offset;

    public WireFault? ReadType(out string type)
    {
        type = "";
        var length = dialect.IsPacked ? 2 : 4;
        if (length > _bytes.Length)
            return Frame("the message ends within its type");

        var spec = new FieldSpec(
            0, Content.Digits, LengthDigits.Fixed, 4, dialect.IsPacked ? Packing.NibblesLeft : Packing.Characters);
        if (ContentRules.Check(spec, _bytes[..length], 4) is var bad && bad >= 0)
            return new WireFault(0, bad, "the type is not four digits");

        type = FieldText.Unpack(spec.Packing, _bytes[..length], 4);
        _offset = length;
        return null;
    }

    /// <summary>Reads the fields that are present: bit 128 - n for field n.</summary>
    public WireFault? ReadBitmap(out UInt128 bitmap)
    {
        bitmap = 0;
        if (ReadHalf(out var first) is { } fault)
            return fault;
        if (first >> 63 == 0)
            return Done(out bitmap, first, 0);
        if (ReadHalf(out var second) is { } secondFault)
            return secondFault;
        // A message without fields above 64 says so by bit 1; two ways to write one message would break its MAC.
        if (second == 0)
            return new WireFault(0, _offset, "the second bitmap is announced, and empty");
        return Done(out bitmap, first & (ulong.MaxValue >> 1), second);
    }

    /// <summary>
    /// Reads the next field of the bitmap and takes its bit away. The field without a spec is the end.
    /// </summary>
    public WireFault? ReadNext(ref UInt128 bitmap, out RawField field)
    {
        field = default;
        if (bitmap == 0)
            return _offset == _bytes.Length ? null : Frame($"{WireFault.Count(_bytes.Length - _offset)} left over");

        var number = (int)UInt128.LeadingZeroCount(bitmap) + 1;
        bitmap &= ~(UInt128.One << (128 - number));
        return dialect.Spec(number) is { } spec
            ? Read(spec, out field)
            : new WireFault(number, _offset, $"{dialect.Name} does not define this field");
    }

    private static WireFault? Done(out UInt128 bitmap, ulong first, ulong second)
    {
        bitmap = new UInt128(first, second);
        return null;
    }

    private WireFault? Read(FieldSpec spec, out RawField field)
    {
        field = default;
        var start = _offset;
        if (ReadLength(spec, out var length) is { } noLength)
            return noLength;
        if (length > spec.MaxLength)
            return new WireFault(spec.Number, start, $"a length of {length} where at most {spec.MaxLength} is allowed");

        var packed = spec.PackedLength(length);
        if (packed > _bytes.Length - _offset)
        {
            var missing = packed - (_bytes.Length - _offset);
            return new WireFault(spec.Number, _offset, $"the message ends {WireFault.Count(missing)} early");
        }

        if (ContentRules.Check(spec, _bytes.Slice(_offset, packed), length) is var bad && bad >= 0)
            return new WireFault(spec.Number, _offset + bad, ContentRules.Demand(spec));

        field = new RawField(spec, start, _offset, packed, length);
        _offset += packed;
        return null;
    }

    private WireFault? ReadLength(FieldSpec spec, out int length)
    {
        length = spec.MaxLength;
        if (spec.Prefix == LengthDigits.Fixed)
            return null;

        var size = dialect.IsPacked ? ((int)spec.Prefix + 1) / 2 : (int)spec.Prefix;
        if (size > _bytes.Length - _offset)
            return new WireFault(spec.Number, _offset, "the message ends before the length");
        length = Number(_bytes.Slice(_offset, size));
        if (length < 0)
            return new WireFault(spec.Number, _offset, "the length is not digits");
        if (spec.Packing == Packing.Hex && length % 2 != 0)
            return new WireFault(spec.Number, _offset, "hexadecimal characters come in pairs");
        if (spec.Packing == Packing.Hex)
            length /= 2;

        _offset += size;
        return null;
    }

    private readonly int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            var value = dialect.IsPacked ? Packed(digit) : Alphabet.IsDigit(digit) ? digit - '0' : -1;
            if (value < 0)
                return -1;
            number = number * (dialect.IsPacked ? 100 : 10) + value;
        }

        return number;
    }

    private static int Packed(byte pair) => pair >> 4 <= 9 && (pair & 0xF) <= 9 ? (pair >> 4) * 10 + (pair & 0xF) : -1;

    private WireFault? ReadHalf(out ulong half)
    {
        half = 0;
        var size = dialect.IsPacked ? 8 : 16;
        if (size > _bytes.Length - _offset)
            return Frame("the message ends within its bitmap");
        for (var i = 0; i < size; i++)
        {
            var value = dialect.IsPacked ? _bytes[_offset + i] : Alphabet.HexValue(_bytes[_offset + i]);
            if (value < 0)
                return new WireFault(0, _offset + i, "the bitmap is not upper-case hexadecimal");
            half = (half << (64 / size)) | (uint)value;
        }

        _offset += size;
        return null;
    }

    private readonly WireFault Frame(string reason) => new(0, _offset, reason);
}
