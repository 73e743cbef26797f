namespace Clearswipe.Wire.Emv;

/// <summary>
/// Reads one level of BER-TLV in place (EMV Book 3, annex B; ISO/IEC 8825-1), skipping the 00 and FF that may stand
/// between. Bad bytes are a fault that says where, never an exception; offsets count from the given bytes' start.
/// </summary>
public ref struct TlvReader(ReadOnlySpan<byte> bytes, int field = 55)
{
    private const int LongestTag = 4;
    private const int MostLengthBytes = 3;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _offset;

    /// <summary>
    /// Reads the next tag. Success without a tag (value 0) is the end; after a fault nothing more is read.
    /// </summary>
    public WireFault? TryReadNext(out Tlv tlv)
    {
        tlv = default;
        while (_offset < _bytes.Length && _bytes[_offset] is 0x00 or 0xFF)
            _offset++;
        if (_offset == _bytes.Length)
            return null;

        var start = _offset;
        if (ReadTag(out var tag) is { } noTag)
            return noTag;
        if (ReadLength(out var length) is { } noLength)
            return noLength;
        if (length > _bytes.Length - _offset)
            return Fault($"tag {tag} ends {WireFault.Count(length - (_bytes.Length - _offset))} after the data");

        tlv = new Tlv(tag, start, _offset, _bytes.Slice(_offset, length));
        _offset += length;
        return null;
    }

    private WireFault? ReadTag(out Tag tag)
    {
        uint value = _bytes[_offset++];
        // Five ones in the first byte: the tag goes on while bit 8 of the next is set.
        if ((value & 0x1F) == 0x1F)
            for (var more = true; more;)
            {
                if (_offset == _bytes.Length || value > 0xFFFFFF)
                {
                    tag = default;
                    return Fault($"a tag ends within {LongestTag} bytes, and within the data");
                }

                value = (value << 8) | _bytes[_offset];
                more = (_bytes[_offset++] & 0x80) != 0;
            }

        tag = value;
        return null;
    }

    private WireFault? ReadLength(out int length)
    {
        length = 0;
        if (_offset == _bytes.Length)
            return Fault("the data ends before a length");
        var first = _bytes[_offset++];
        if (first < 0x80)
        {
            length = first;
            return null;
        }

        var count = first & 0x7F;
        if (count is 0 or > MostLengthBytes)
            return Fault("a length has one to three bytes after its first");
        if (count > _bytes.Length - _offset)
            return Fault("the data ends within a length");
        for (var i = 0; i < count; i++)
            length = (length << 8) | _bytes[_offset++];
        return null;
    }

    private WireFault Fault(string reason)
    {
        var fault = new WireFault(field, Math.Min(_offset, _bytes.Length), reason);
        _offset = _bytes.Length;
        return fault;
    }
}
