namespace Clearswipe.Lab.Cards;

/// <summary>
/// BER-TLV as a chip writes it (ISO/IEC 7816-4). The terminal has a reader of its own: were both one, both could be
/// wrong together.
/// </summary>
static class Tlv
{
    public static byte[] Of(uint tag, params ReadOnlySpan<byte> value)
    {
        Span<byte> head = stackalloc byte[7];
        var at = 0;
        for (var shift = 24; shift >= 0; shift -= 8)
        {
            if (tag >> shift != 0)
                head[at++] = (byte)(tag >> shift & 0xFF);
        }

        if (value.Length > 0x7F)
            head[at++] = 0x81;
        head[at++] = (byte)value.Length;
        return [.. head[..at], .. value];
    }

    public static byte[] Of(uint tag, string hex) => Of(tag, Convert.FromHexString(hex));

    public static byte[] Text(uint tag, string text) => Of(tag, System.Text.Encoding.ASCII.GetBytes(text));

    public static byte[] Nested(uint tag, params IEnumerable<byte[]> parts) =>
        Of(tag, [.. parts.SelectMany(part => part)]);
}
