using System.Text;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>Writes one message into a span: type, bitmap, then its fields in rising order.</summary>
internal ref struct MessageWriter(Dialect dialect, Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;
    private int _offset;

    public readonly ReadOnlySpan<byte> Written => _destination[.._offset];

    /// <summary>The type, and the bitmap of the fields that follow.</summary>
    public void Begin(string type, IEnumerable<int> fields)
    {
        Invariant.Holds(type.Length == 4 && type.All(char.IsAsciiDigit), "a message type is four digits");
        if (dialect.IsPacked)
            Nibbles(type, 0);
        else
            Characters(type);

        var bitmap = fields.Aggregate(UInt128.Zero, (bits, field) => bits | (UInt128.One << (128 - field)));
        var second = (ulong)(bitmap & ulong.MaxValue);
        var first = (ulong)(bitmap >> 64);
        Half(second == 0 ? first : first | (1UL << 63));
        if (second != 0)
            Half(second);
    }

    public void Write(int field, Message message)
    {
        var spec = dialect.Spec(field);
        Invariant.Holds(spec is not null, $"{dialect.Name} defines DE {field}");
        if (spec.Content == Content.Binary)
            WriteBytes(spec, message.Bytes(field)!.Value.Span);
        else
            WriteText(spec, message.Text(field)!);
    }

    private void WriteBytes(FieldSpec spec, ReadOnlySpan<byte> bytes)
    {
        Length(spec, bytes.Length);
        if (spec.Packing == Packing.Hex)
            Characters(Convert.ToHexString(bytes));
        else
            bytes.CopyTo(Claim(bytes.Length));
    }

    private void WriteText(FieldSpec spec, string text)
    {
        Length(spec, text.Length);
        foreach (var character in text)
            Invariant.Holds(
                character <= 0xFF && ContentRules.Allows(spec.Content, (byte)character),
                $"DE {spec.Number}: {ContentRules.Demand(spec)}");
        switch (spec.Packing)
        {
            case Packing.NibblesLeft:
                Nibbles(text, 0);
                break;
            case Packing.NibblesRight:
                Nibbles(text, text.Length % 2);
                break;
            default:
                Characters(text);
                break;
        }
    }

    private void Length(FieldSpec spec, int length)
    {
        if (spec.Prefix == LengthDigits.Fixed)
        {
            Invariant.Holds(length == spec.MaxLength, $"DE {spec.Number} has a length of {spec.MaxLength}");
            return;
        }

        Invariant.Holds(length <= spec.MaxLength, $"DE {spec.Number} has a length of at most {spec.MaxLength}");
        var counted = spec.Packing == Packing.Hex ? length * 2 : length;
        var digits = counted.ToString($"D{(int)spec.Prefix}");
        if (dialect.IsPacked)
            Nibbles(digits, digits.Length % 2);
        else
            Characters(digits);
    }

    private void Half(ulong half)
    {
        if (!dialect.IsPacked)
            Characters(half.ToString("X16"));
        else
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(Claim(8), half);
    }

    private void Characters(string text) => Encoding.Latin1.GetBytes(text, Claim(text.Length));

    /// <summary>Two characters in a byte, after so many zero nibbles; a last nibble that stays free is zero.</summary>
    private void Nibbles(string text, int skip)
    {
        var packed = Claim((text.Length + skip + 1) / 2);
        packed.Clear();
        for (var i = 0; i < text.Length; i++)
        {
            // Packed, a track separates with D what is written with '='.
            var nibble = text[i] == '=' ? 0xD : Alphabet.HexValue((byte)text[i]);
            packed[(i + skip) / 2] |= (byte)((i + skip) % 2 == 0 ? nibble << 4 : nibble);
        }
    }

    private Span<byte> Claim(int length)
    {
        Invariant.Holds(length <= _destination.Length - _offset, "a message of ours keeps to the longest length");
        _offset += length;
        return _destination.Slice(_offset - length, length);
    }
}
