namespace Clearswipe.Wire.Emv;

/// <summary>
/// A tag of BER-TLV as EMV writes it (EMV Book 3, annex B): one to four bytes, here as one number, such as 0x9F26.
/// </summary>
public readonly record struct Tag(uint Value)
{
    public static implicit operator Tag(uint value) => new(value);

    /// <summary>The tag's bytes, one to four.</summary>
    public int Length => Value switch { > 0xFFFFFF => 4, > 0xFFFF => 3, > 0xFF => 2, _ => 1 };

    /// <summary>Whether its value is made of further tags: bit 6 of the first byte.</summary>
    public bool IsConstructed => ((Value >> (8 * (Length - 1))) & 0x20) != 0;

    /// <summary>The tag in hexadecimal, such as "9F26".</summary>
    public override string ToString() => Value.ToString($"X{Length * 2}");
}

/// <summary>One tag with its value, in place: the byte at which the tag starts, and that of the value.</summary>
public readonly ref struct Tlv(Tag tag, int start, int valueStart, ReadOnlySpan<byte> value)
{
    public Tag Tag { get; } = tag;

    public int Start { get; } = start;

    public int ValueStart { get; } = valueStart;

    public ReadOnlySpan<byte> Value { get; } = value;
}
