using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Alphabets;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// Writes one message into the caller's buffer: type, fields in rising order, and the bitmap last, when it is known
/// what
/// is there. Nothing is allocated. What does not fit its layout is a contradiction of ours and throws.
/// </summary>
public ref struct MessageWriter
{
    private const int MacIsWritten = -1;

    private readonly Dialect _dialect;
    private readonly FieldPlan[] _plans;
    private readonly Span<byte> _destination;
    private FieldBits _fields;
    private int _bitmaps = 1;
    private int _last;
    private int _mac;
    private int _offset;

    public MessageWriter(Dialect dialect, MessageType type, Span<byte> destination)
    {
        _dialect = dialect;
        _plans = dialect.Plans;
        // What is longer could not be read.
        _destination = destination.Length > ushort.MaxValue ? destination[..ushort.MaxValue] : destination;
        if (!type.IsDigits)
            throw new InvariantException("a message type is four digits");
        WriteType(type);
        Claim(dialect.Form.BitmapSize);
    }

    internal readonly Dialect Dialect => _dialect;

    /// <summary>A number of up to 18 digits; in a field of fixed length behind as many zeros as it needs.</summary>
    public void Number(int field, long number)
    {
        Invariant.Holds(number is >= 0 and < 1_000_000_000_000_000_000, "a number of a field has up to 18 digits");
        ref readonly var plan = ref PlanOf(field);
        var least = plan.PrefixSize == 0 ? plan.MaxLength : 1;
        Span<byte> digits = stackalloc byte[Math.Max(18, least)];
        var at = digits.Length;
        for (; number > 0 || digits.Length - at < least; number /= 10)
            digits[--at] = (byte)('0' + number % 10);
        Text(field, digits[at..]);
    }

    /// <summary>Characters, one byte each (ISO 8859-1).</summary>
    public void Text(int field, scoped ReadOnlySpan<byte> characters)
    {
        ref readonly var plan = ref PlanOf(field);
        if (plan.Coding == Coding.Bcd && !ContentRules.HoldUnpacked(plan.Spec!.Content, characters))
            throw Refused(plan.Spec, ContentRules.Demand(plan.Spec));
        if (plan.Coding == Coding.Ascii)
        {
            Raw(field, characters, characters.Length);
            return;
        }

        var coded = Begin(field, plan, characters.Length);
        switch (plan.Coding)
        {
            case Coding.Bcd:
                Nibbles.Pack(characters, plan.Padding == Padding.Left ? characters.Length & 1 : 0, coded);
                break;
            case Coding.Ebcdic:
                for (var i = 0; i < coded.Length; i++)
                    coded[i] = Ebcdic.FromLatin1(characters[i]);
                break;
            default:
                throw Refused(plan.Spec!, "it holds bytes, not characters");
        }

        if (!ContentRules.Hold(plan, coded, characters.Length))
            throw Broken(plan, coded, characters.Length);
    }

    /// <summary>Characters of ISO 8859-1; others have no byte, and throw.</summary>
    public void Text(int field, scoped ReadOnlySpan<char> characters)
    {
        if (characters.Length > FieldSpec.Longest)
            throw NotText(field);
        Span<byte> latin1 = stackalloc byte[characters.Length];
        for (var i = 0; i < latin1.Length; i++)
            latin1[i] = characters[i] <= 0xFF ? (byte)characters[i] : throw NotText(field);
        Text(field, latin1);
    }

    /// <summary>The bytes of a binary field; of any other, its characters.</summary>
    public void Bytes(int field, scoped ReadOnlySpan<byte> bytes)
    {
        ref readonly var plan = ref PlanOf(field);
        switch (plan.Coding)
        {
            case Coding.Binary:
                bytes.CopyTo(Begin(field, plan, bytes.Length));
                break;
            case Coding.Hex or Coding.EbcdicHex:
                Hexadecimal.Encode(bytes, plan.Coding == Coding.EbcdicHex, Begin(field, plan, bytes.Length));
                break;
            default:
                Text(field, bytes);
                break;
        }
    }

    /// <summary>
    /// Content that is coded as the field's layout says already; its length counts digits, characters or bytes.
    /// </summary>
    public void Raw(int field, scoped ReadOnlySpan<byte> coded, int length)
    {
        ref readonly var plan = ref PlanOf(field);
        if (length < 0 || coded.Length != plan.PackedLength(length))
            throw Refused(plan.Spec!, "it is as long as it says");
        if (plan.PrefixSize == 0 && length != plan.MaxLength)
            throw WrongLength(plan.Spec!);
        if (!ContentRules.Hold(plan, coded, length))
            throw Broken(plan, coded, length);
        coded.CopyTo(Begin(field, plan, length));
    }

    /// <summary>
    /// The field as another message has it; nothing when it does not. Under the same layout its bytes are copied as
    /// they stand: they were found valid when they were read.
    /// </summary>
    public void Copy(int field, scoped in MessageView from)
    {
        if (!from.Has(field))
            return;
        if (ReferenceEquals(from.Dialect, _dialect) || ReferenceEquals(from.Dialect.Spec(field), PlanOf(field).Spec))
        {
            var whole = from.Whole(field);
            whole.CopyTo(BeginField(field, whole.Length));
        }
        else
        {
            CopyAcross(field, from);
        }
    }

    private void CopyAcross(int field, scoped in MessageView from)
    {
        Span<byte> content = stackalloc byte[from.Length(field)];
        from.TryCopy(field, content, out _);
        Bytes(field, content);
    }

    /// <summary>
    /// What a MAC is to cover: everything that was written, under a bitmap that announces the MAC already. The MAC
    /// comes
    /// next, by <see cref="Mac"/>: nothing may follow it.
    /// </summary>
    public ReadOnlySpan<byte> ToSign()
    {
        if (_mac != 0 || _last == 64 * _bitmaps)
            throw new InvariantException("a message is signed once");
        _mac = 64 * _bitmaps;
        _fields.Add(_mac);
        _last = _mac;
        return Patched();
    }

    /// <summary>The MAC over <see cref="ToSign"/>, in field 64 or, under more bitmaps, 128 or 192.</summary>
    public void Mac(scoped ReadOnlySpan<byte> mac)
    {
        if (_mac <= 0)
            throw new InvariantException("a MAC is written once, after what it signs");
        Bytes(_mac, mac);
    }

    /// <summary>Patches the bitmap, and gives the message as far as it is written.</summary>
    public readonly ReadOnlySpan<byte> Finish() =>
        _mac > 0 ? throw new InvariantException("a MAC that is announced is written") : Patched();

    private readonly ReadOnlySpan<byte> Patched()
    {
        var size = _dialect.Form.BitmapSize;
        for (var half = 0; half < _bitmaps; half++)
        {
            var announces = half + 1 < _bitmaps ? 1UL << 63 : 0;
            WriteHalf(_fields.Half(half) | announces, _destination.Slice(_dialect.Form.TypeSize + half * size, size));
        }

        return _destination[.._offset];
    }

    private readonly ref readonly FieldPlan PlanOf(int field)
    {
        if (unchecked((uint)field) > FieldSpec.Highest || _plans[field].Rule == ContentRule.Undefined)
            throw Undefined(field);
        return ref _plans[field];
    }

    /// <summary>Writes the length of a field, and gives the room for its content.</summary>
    private Span<byte> Begin(int field, in FieldPlan plan, int length)
    {
        var prefix = plan.PrefixSize;
        if (prefix == 0 ? length != plan.MaxLength : length > plan.MaxLength)
            throw WrongLength(plan.Spec!);
        var room = BeginField(field, unchecked(prefix + plan.PackedLength(length)));
        if (prefix == 0)
            return room;
        plan.Spec!.Prefix.Write(plan.Coding.IsHex() ? length * 2 : length, room[..prefix]);
        return room[prefix..];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> BeginField(int field, int length)
    {
        if (field <= _last || field > 64 * _bitmaps)
            BeginSeldom(field);
        _fields.Add(field);
        _last = field;
        return Claim(length);
    }

    private void BeginSeldom(int field)
    {
        var isMac = field == _mac;
        if (!isMac && (_mac != 0 || field <= _last))
            throw new InvariantException("fields are written once, in rising order, and a MAC last");
        if (isMac)
            _mac = MacIsWritten;
        while (field > 64 * _bitmaps)
            AddBitmap();
    }

    // What is written moves on: a bitmap more is seldom, and cheaper moved than asked for in advance.
    private void AddBitmap()
    {
        var size = _dialect.Form.BitmapSize;
        var fields = _dialect.Form.TypeSize + _bitmaps * size;
        var written = _offset - fields;
        Claim(size);
        _destination.Slice(fields, written).CopyTo(_destination[(fields + size)..]);
        _bitmaps++;
    }

    // The reader's own rules are held against what is written: what we write, we can read.
    private static InvariantException Broken(in FieldPlan plan, ReadOnlySpan<byte> coded, int length) => Refused(
        plan.Spec!,
        ContentRules.FirstBroken(plan.Spec!, coded, length) < 0
            ? "a calendar or clock has it"
            : ContentRules.Demand(plan.Spec!));

    private static InvariantException NotText(int field) =>
        new($"text in DE {field} has one byte for each character, and keeps to the longest length");

    private readonly InvariantException Undefined(int field) => new($"{_dialect.Name} defines DE {field}");

    private static InvariantException WrongLength(FieldSpec spec) =>
        Refused(spec, $"it has a length of {(spec.Prefix.IsFixed ? "" : "at most ")}{spec.MaxLength}");

    private static InvariantException Refused(FieldSpec spec, string law) => new($"DE {spec.Number}: {law}");

    private void WriteType(MessageType type)
    {
        var destination = Claim(_dialect.Form.TypeSize);
        if (destination.Length == 2)
            BinaryPrimitives.WriteUInt16BigEndian(destination, type.Packed);
        else
            for (var i = 0; i < destination.Length; i++)
                destination[i] = (byte)((_dialect.Form.Type == Coding.Ebcdic ? 0xF0 : '0')
                    + (type.Packed >> (12 - 4 * i) & 0xF));
    }

    private readonly void WriteHalf(ulong half, Span<byte> destination)
    {
        if (!_dialect.Form.Bitmap.IsHex())
        {
            BinaryPrimitives.WriteUInt64BigEndian(destination, half);
            return;
        }

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, half);
        Hexadecimal.Encode(bytes, _dialect.Form.Bitmap == Coding.EbcdicHex, destination);
    }

    private Span<byte> Claim(int length)
    {
        var at = _offset;
        if (length > unchecked(_destination.Length - at))
            throw new InvariantException("a message of ours fits the buffer that it is given");
        _offset = unchecked(at + length);
        return _destination.Slice(at, length);
    }
}
