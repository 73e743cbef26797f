using System.Runtime.CompilerServices;
using System.Text;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Alphabets;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// A message over the caller's bytes: found valid from the first byte to the last, nothing copied, nothing allocated.
/// Fields are read on demand; it lives as long as the bytes stay as they are. After a fault it holds the fields before
/// it. See <see cref="Dialect.TryView(ReadOnlySpan{byte}, out MessageView)"/>.
/// </summary>
public ref struct MessageView
{
    private Dialect _dialect;
    private ReadOnlySpan<byte> _bytes;
    private FieldIndex _index;

    public readonly Dialect Dialect => _dialect;

    /// <summary>The whole message.</summary>
    public readonly ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>The type; null only after a fault within it.</summary>
    public readonly MessageType? Type => _index.Type;

    /// <summary>The fields that are there, rising from 2.</summary>
    public readonly FieldBits Fields => _index.Fields;

    public readonly bool Has(int field) => _index.Has(field);

    /// <summary>The length of a field in digits, characters or, for b, bytes; -1 when it is not there.</summary>
    public readonly int Length(int field) => Has(field) ? LengthOf(field, _dialect.Plan(field)) : -1;

    /// <summary>The content of a field as it stands, without its length; empty when it is not there.</summary>
    public readonly ReadOnlySpan<byte> Raw(int field) =>
        Has(field) ? RawOf(field, _dialect.Plan(field)) : default;

    /// <summary>
    /// The bytes from the type up to, not including, field 64 (128 or 192 under more bitmaps) when that is the last:
    /// what a MAC covers. The whole message when it is not.
    /// </summary>
    public readonly ReadOnlySpan<byte> Signed => HasMac ? _bytes[..StartOf(Fields.Last)] : _bytes;

    /// <summary>Whether the last field is the one that authenticates all before it: 64, 128 or 192.</summary>
    public readonly bool HasMac => Has(Fields.Last) && Fields.Last % 64 == 0;

    /// <summary>
    /// Copies a binary field's bytes, or any other's characters one by one; false when it is not there. Throws when the
    /// destination is shorter than <see cref="Length"/>.
    /// </summary>
    public readonly bool TryCopy(int field, Span<byte> destination, out int length)
    {
        length = 0;
        if (!Has(field))
            return false;
        ref readonly var plan = ref _dialect.Plan(field);
        var raw = RawOf(field, plan);
        length = LengthOf(field, plan);
        Invariant.Holds(length <= destination.Length, $"there is room for the {length} bytes of DE {field}");
        Content(plan, raw, destination[..length]);
        return true;
    }

    /// <summary>
    /// A field of up to 18 digits as a number, such as an amount in the smallest unit; false when it is not there, is
    /// longer, or is not of digits.
    /// </summary>
    public readonly bool TryNumber(int field, out long number)
    {
        number = 0;
        Span<byte> digits = stackalloc byte[18];
        if (!Has(field) || LengthOf(field, _dialect.Plan(field)) > digits.Length || !TryCopy(field, digits, out var length))
            return false;
        foreach (var digit in digits[..length])
        {
            if (!Alphabet.IsDigit(digit))
                return false;
            number = number * 10 + digit - '0';
        }

        return true;
    }

    /// <summary>
    /// Copies the characters of one part of a field that has parts in fixed places, counted from 1 as in 60.2; false
    /// when the field, or that part of it, is not there or is cut short.
    /// </summary>
    public readonly bool TryPart(int field, int part, Span<byte> destination, out int length)
    {
        length = 0;
        if (!Has(field) || _dialect.Spec(field)!.Shape is not FieldShape.Positions(var parts)
            || part < 1 || part > parts.Count)
            return false;
        Span<byte> whole = stackalloc byte[Length(field)];
        TryCopy(field, whole, out _);
        var start = 0;
        for (var i = 0; i < part - 1; i++)
            start += parts[i].Length;
        length = parts[part - 1].Length == FieldPart.Rest
            ? Math.Max(0, whole.Length - start)
            : parts[part - 1].Length;
        if (length == 0 || start + length > whole.Length)
            return false;
        whole.Slice(start, length).CopyTo(destination);
        return true;
    }

    /// <summary>A field's characters, or null when it is not there; allocates the string.</summary>
    public readonly string? Text(int field)
    {
        if (!Has(field))
            return null;
        Span<byte> characters = stackalloc byte[Length(field)];
        TryCopy(field, characters, out _);
        return Encoding.Latin1.GetString(characters);
    }

    /// <summary>The type and each field with its value, masked as <see cref="Message.ToString"/> masks.</summary>
    public override readonly string ToString() => Message.Of(this).ToString();

    /// <summary>Reads the bytes into a view that is still blank; null is success.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal WireFault? Read(Dialect dialect, ReadOnlySpan<byte> bytes)
    {
        _dialect = dialect;
        _bytes = bytes;
        _index.Clear();
        return new MessageReader(dialect, bytes).Read(ref _index);
    }

    /// <summary>Where a field starts, with its length in front.</summary>
    internal readonly int StartOf(int field) => _index.Start(field) - _dialect.Plan(field).PrefixSize;

    /// <summary>A field as it stands, with its length in front.</summary>
    internal readonly ReadOnlySpan<byte> Whole(int field)
    {
        ref readonly var plan = ref _dialect.Plan(field);
        var prefix = plan.PrefixSize;
        return _bytes.Slice(
            unchecked(_index.Start(field) - prefix), unchecked(prefix + plan.PackedLength(LengthOf(field, plan))));
    }

    private readonly ReadOnlySpan<byte> RawOf(int field, in FieldPlan plan) =>
        _bytes.Slice(_index.Start(field), plan.PackedLength(LengthOf(field, plan)));

    private readonly int LengthOf(int field, in FieldPlan plan) => plan.PrefixSize == 0
        ? plan.MaxLength
        : plan.Length(_bytes.Slice(_index.Start(field) - plan.PrefixSize, plan.PrefixSize));

    private static void Content(in FieldPlan plan, ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        switch (plan.Coding)
        {
            case Coding.Bcd:
                Nibbles.Unpack(raw, plan.Padding == Padding.Left ? destination.Length % 2 : 0, destination);
                break;
            case Coding.Ebcdic:
                for (var i = 0; i < raw.Length; i++)
                    destination[i] = Ebcdic.ToLatin1(raw[i]);
                break;
            case Coding.Hex or Coding.EbcdicHex:
                Hexadecimal.Decode(raw, plan.Coding == Coding.EbcdicHex, destination);
                break;
            default:
                raw.CopyTo(destination);
                break;
        }
    }
}
