using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Emv;

/// <summary>How much of an element's value may be shown.</summary>
internal enum Shown
{
    /// <summary>The bytes in hexadecimal.</summary>
    Bytes,
    /// <summary>Characters, such as a label.</summary>
    Characters,
    /// <summary>A card number, masked.</summary>
    Number,
    /// <summary>A track, and of it only the masked card number.</summary>
    Track,
    /// <summary>Its length alone.</summary>
    Nothing,
}

/// <summary>A data element of EMV (Book 3, annex A): its tag, its name, and what of it may be shown.</summary>
internal sealed record EmvTag(Tag Tag, Bilingual Name, Shown Shown)
{
    private static readonly Dictionary<Tag, EmvTag> ByTag = EmvTagRows.All.ToDictionary(row => row.Tag);

    /// <summary>The element's row; a tag that we do not know may hold anything, so nothing of it is shown.</summary>
    public static EmvTag Of(Tag tag) => ByTag.TryGetValue(tag, out var row)
        ? row
        : new EmvTag(tag, new Bilingual("未知标签", "unknown tag"), Shown.Nothing);

    /// <summary>An element's value as a person may see it.</summary>
    public static string Masked(Tag tag, ReadOnlyMemory<byte> value) => Of(tag).Shown switch
    {
        // A terminal may put a card number anywhere, packed two digits to a byte.
        Shown.Bytes => Mask.LongNumbers(Convert.ToHexString(value.Span)),
        Shown.Characters => Mask.LongNumbers(Printable(value.Span)),
        Shown.Number => Mask.Number(Digits(value)),
        Shown.Track => Mask.Track(Digits(value)),
        _ => $"[{value.Length} bytes]",
    };

    // A card may put a line break where a log would take it for its own.
    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        var characters = new char[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            characters[i] = bytes[i] is >= 0x20 and < 0x7F ? (char)bytes[i] : '·';
        return new string(characters);
    }

    // Numbers and tracks are packed, and filled up with F.
    private static string Digits(ReadOnlyMemory<byte> value) => Convert.ToHexString(value.Span).TrimEnd('F');
}
