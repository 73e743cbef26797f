using System.Buffers.Binary;
using System.Text;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>
/// The chip's data elements in their order, as field 55 carries them and a card answers them. Printing it masks what
/// must not be seen.
/// </summary>
public sealed class ChipData
{
    private const int DeepestNesting = 8;

    private readonly List<(Tag Tag, ReadOnlyMemory<byte> Value)> _elements = [];

    /// <summary>The tags of the first level, in their order.</summary>
    public IEnumerable<Tag> Tags => _elements.Select(element => element.Tag);

    internal IReadOnlyList<(Tag Tag, ReadOnlyMemory<byte> Value)> Elements => _elements;

    /// <summary>
    /// Reads the first level, and sees that what is nested in it is whole too. Null is success; it never throws.
    /// </summary>
    public static WireFault? TryRead(ReadOnlyMemory<byte> bytes, out ChipData data)
    {
        data = new ChipData();
        var read = new ChipData();
        var reader = new TlvReader(bytes.Span);
        while (reader.TryReadNext(out var tlv) is var fault)
        {
            if (fault is not null)
                return fault;
            if (tlv.Tag.Value == 0)
                break;
            if (tlv.Tag.IsConstructed && CheckNested(tlv.Value, tlv.ValueStart, 1) is { } nested)
                return nested;
            read._elements.Add((tlv.Tag, bytes.Slice(tlv.ValueStart, tlv.Value.Length)));
        }

        data = read;
        return null;
    }

    public bool Has(Tag tag) => _elements.Any(element => element.Tag == tag);

    /// <summary>The value of the first element with this tag, or null.</summary>
    public ReadOnlyMemory<byte>? Value(Tag tag)
    {
        foreach (var element in _elements)
            if (element.Tag == tag)
                return element.Value;
        return null;
    }

    /// <summary>The first element with this tag at any depth, or null; bounded as reading is.</summary>
    public ReadOnlyMemory<byte>? Find(Tag tag) => Value(tag) ?? _elements
        .Where(element => element.Tag.IsConstructed)
        .Select(element => TryRead(element.Value, out var inner) is null ? inner.Find(tag) : null)
        .FirstOrDefault(found => found is not null);

    /// <summary>Adds an element at the end and hands the data back.</summary>
    public ChipData With(Tag tag, ReadOnlyMemory<byte> value)
    {
        Invariant.Holds(tag.Value != 0, "tag 0 is padding");
        Invariant.Holds(value.Length <= 0xFFFF, "an element has at most 65535 bytes");
        _elements.Add((tag, value));
        return this;
    }

    /// <summary>The elements as bytes, each length as short as it can be.</summary>
    public byte[] ToBytes()
    {
        var bytes = new List<byte>();
        foreach (var (tag, value) in _elements)
        {
            Append(bytes, tag);
            AppendLength(bytes, value.Length);
            bytes.AddRange(value.Span);
        }

        return [.. bytes];
    }

    /// <summary>Each tag with its value in hexadecimal, masked: "9F36=0123 57=[19 bytes]".</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (tag, value) in _elements)
            text.Append(text.Length == 0 ? "" : " ").Append(tag).Append('=').Append(EmvTag.Masked(tag, value));
        return text.ToString();
    }

    private static WireFault? CheckNested(ReadOnlySpan<byte> bytes, int start, int depth)
    {
        if (depth > DeepestNesting)
            return new WireFault(55, start, $"tags are nested more than {DeepestNesting} deep");
        var reader = new TlvReader(bytes);
        while (reader.TryReadNext(out var tlv) is var fault)
        {
            if (fault is not null)
                return fault with { Offset = start + fault.Offset };
            if (tlv.Tag.Value == 0)
                return null;
            if (tlv.Tag.IsConstructed && CheckNested(tlv.Value, start + tlv.ValueStart, depth + 1) is { } nested)
                return nested;
        }

        return null;
    }

    private static void Append(List<byte> bytes, Tag tag)
    {
        Span<byte> whole = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(whole, tag.Value);
        bytes.AddRange(whole[(4 - tag.Length)..]);
    }

    private static void AppendLength(List<byte> bytes, int length)
    {
        if (length > 0xFF)
            bytes.AddRange([0x82, (byte)(length >> 8), (byte)(length & 0xFF)]);
        else if (length > 0x7F)
            bytes.AddRange([0x81, (byte)length]);
        else
            bytes.Add((byte)length);
    }
}
