using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Clearswipe.Wire.Alphabets;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// Reads one message in place and in one pass: type, bitmap, then field after field. Bad bytes are a fault that says
/// where; nothing else is ever thrown or allocated.
/// </summary>
internal ref struct MessageReader(Dialect dialect, ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _offset;

    /// <summary>Reads the whole message and says where its fields stand. Null is success.</summary>
    public WireFault? Read(ref FieldIndex index)
    {
        if (_bytes.Length > ushort.MaxValue)
            return TooLong();
        if (ReadType(out var type) is { } badType)
            return badType;
        index.Type = type;
        if (ReadBitmap(out var fields) is { } badBitmap)
            return badBitmap;
        for (var half = 0; half < dialect.Bitmaps; half++)
            if (ReadFields(half, fields.Half(half), ref index) is { } badField)
                return badField;
        return _offset == _bytes.Length ? null : LeftOver();
    }

    public WireFault? ReadType(out MessageType type)
    {
        type = default;
        var size = dialect.Form.TypeSize;
        if (size > _bytes.Length)
            return Frame("the message ends within its type");
        var packed = 0;
        for (var i = 0; i < size; i++)
        {
            var digits = TypeDigits(_bytes[i]);
            if (digits < 0)
                return new WireFault(0, i, "the type is not four digits");
            packed = (packed << (size == 2 ? 8 : 4)) | digits;
        }

        type = new MessageType((ushort)packed);
        _offset = size;
        return null;
    }

    // A byte of the type: two packed digits as they are, or one character's digit; -1 when it is none.
    private readonly int TypeDigits(byte value) => dialect.Form.Type switch
    {
        Coding.Bcd => value >> 4 <= 9 && (value & 0xF) <= 9 ? value : -1,
        Coding.Ebcdic => value is >= 0xF0 and <= 0xF9 ? value - 0xF0 : -1,
        _ => Alphabet.IsDigit(value) ? value - '0' : -1,
    };

    private WireFault? ReadBitmap(out FieldBits fields)
    {
        fields = default;
        for (var half = 0; half < dialect.Bitmaps; half++)
        {
            if (ReadHalf(out var bits) is { } fault)
                return fault;
            // A message without fields above 64 says so by bit 1; two ways to write one message would break its MAC.
            if (half > 0 && bits == 0)
                return EmptyBitmap(half + 1);

            // Bit 1 of a bitmap announces the next; where there can be none it is a field like any other.
            var announces = half + 1 < dialect.Bitmaps && bits >> 63 != 0;
            fields.Set(half, half + 1 < dialect.Bitmaps ? bits & (ulong.MaxValue >> 1) : bits);
            if (!announces)
                return null;
        }

        return null;
    }

    private WireFault? ReadFields(int half, ulong fields, ref FieldIndex index)
    {
        var offset = _offset;
        var left = Find(dialect.Plans, _bytes, ref offset, half, fields, ref index);
        index.Have(half, fields ^ left);
        _offset = offset;
        if (left == 0)
            return null;
        var number = half * 64 + BitOperations.LeadingZeroCount(left) + 1;
        return Fault(number, dialect.Plan(number), offset);
    }

    /// <summary>
    /// The one hot loop: a field costs its length, a look at its content sixteen bytes at a time, and a row in the index.
    /// Gives the fields from the first broken one on, at which the offset then stands; none when all are found.
    /// </summary>
    // No sum here can overflow: a message has at most 65,535 bytes, and a length four digits. It is kept out of its
    // callers, where its few numbers would no longer stay in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Find(
        FieldPlan[] plans, ReadOnlySpan<byte> bytes, ref int offset, int half, ulong fields, ref FieldIndex index)
    {
        unchecked
        {
            var at = offset;
            var left = fields;
            while (left != 0)
            {
                var bit = BitOperations.LeadingZeroCount(left);
                ref readonly var plan = ref plans[half * 64 + bit + 1];
                var start = at + plan.PrefixSize;
                var length = plan.MaxLength;
                if (plan.PrefixSize != 0 && start <= bytes.Length)
                    length = plan.Length(bytes.Slice(at, plan.PrefixSize));
                var packed = plan.PackedLength(length);
                if ((uint)length > (uint)plan.MaxLength || packed > bytes.Length - start
                    || !ContentRules.Hold(plan, bytes.Slice(start, packed), length))
                    break;
                index.Found(half * 64 + bit + 1, start);
                at = start + packed;
                left ^= (1UL << 63) >> bit;
            }

            offset = at;
            return left;
        }
    }

    /// <summary>What is wrong with the field that starts here.</summary>
    private readonly WireFault Fault(int number, in FieldPlan plan, int offset)
    {
        if (plan.Rule == ContentRule.Undefined)
            return new WireFault(number, offset, $"{dialect.Name} does not define this field");
        var start = offset + plan.PrefixSize;
        if (start > _bytes.Length)
            return new WireFault(number, offset, "the message ends before the length");
        var length = plan.MaxLength;
        if (plan.PrefixSize > 0 && BadLength(number, plan, offset, out length) is { } badLength)
            return badLength;
        var packed = plan.PackedLength(length);
        if (packed > _bytes.Length - start)
            return new WireFault(
                number, start, $"the message ends {WireFault.Count(packed - (_bytes.Length - start))} early");

        var content = _bytes.Slice(start, packed);
        var broken = ContentRules.FirstBroken(plan.Spec!, content, length);
        return broken >= 0
            ? new WireFault(number, start + broken, ContentRules.Demand(plan.Spec!))
            : new WireFault(number, start + plan.Calendar!.FirstBroken(content), "no calendar or clock has this");
    }

    private readonly WireFault? BadLength(int number, in FieldPlan plan, int offset, out int length)
    {
        length = LengthPrefix.Read(plan.PrefixCoding, _bytes.Slice(offset, plan.PrefixSize));
        if (length < 0)
            return new WireFault(number, offset, "the length is not digits");
        if (plan.Coding.IsHex() && length % 2 != 0)
            return new WireFault(number, offset, "hexadecimal characters come in pairs");
        if (plan.Coding.IsHex())
            length /= 2;
        return length <= plan.MaxLength
            ? null
            : new WireFault(number, offset, $"a length of {length} where at most {plan.MaxLength} is allowed");
    }

    private WireFault? ReadHalf(out ulong half)
    {
        half = 0;
        var size = dialect.Form.BitmapSize;
        if (size > _bytes.Length - _offset)
            return Frame("the message ends within its bitmap");
        var bits = _bytes.Slice(_offset, size);
        switch (dialect.Form.Bitmap)
        {
            case Coding.Binary:
                half = BinaryPrimitives.ReadUInt64BigEndian(bits);
                break;
            case Coding.Hex when ContentVectors.Hold<ContentVectors.AsciiHex>(bits):
                half = Hexadecimal.Decode64(bits);
                break;
            default:
                for (var i = 0; i < size; i++)
                {
                    var value = Hexadecimal.Value(bits[i], dialect.Form.Bitmap == Coding.EbcdicHex);
                    if (value < 0)
                        return new WireFault(0, _offset + i, "the bitmap is not upper-case hexadecimal");
                    half = half << 4 | (uint)value;
                }

                break;
        }

        _offset += size;
        return null;
    }

    private readonly WireFault EmptyBitmap(int number) => Frame($"bitmap {number} is announced, and empty");

    private readonly WireFault TooLong() => Frame($"a message has at most {ushort.MaxValue} bytes");

    private readonly WireFault LeftOver() => Frame($"{WireFault.Count(_bytes.Length - _offset)} left over");

    private readonly WireFault Frame(string reason) => new(0, _offset, reason);
}
