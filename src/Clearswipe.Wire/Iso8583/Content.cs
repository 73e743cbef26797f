using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>What a field may hold, in the letters of ISO 8583.</summary>
public enum Content
{
    /// <summary>n: decimal digits.</summary>
    Digits,
    /// <summary>a: letters, and the space that pads them.</summary>
    Letters,
    /// <summary>an, anp: letters, digits, and the space that pads them.</summary>
    Alphanumeric,
    /// <summary>
    /// ans, as, ns: any character that prints; one character stands for one byte, so GBK text passes unharmed.
    /// </summary>
    Printable,
    /// <summary>p: private to the acquirer; any byte, held as text.</summary>
    Private,
    /// <summary>x+n: C for credit or D for debit, then digits.</summary>
    Signed,
    /// <summary>z: track data, the digits and the separator.</summary>
    Track,
    /// <summary>
    /// ze, ours: track data of which a part may be encrypted. Any half bytes, as hexadecimal characters; packed always,
    /// and never shown.
    /// </summary>
    SealedTrack,
    /// <summary>b: bytes.</summary>
    Binary,
}

/// <summary>The contents by the letters that the standard gives them.</summary>
internal static class ContentLetters
{
    private static readonly Dictionary<string, Content> ByLetters = new()
    {
        ["n"] = Content.Digits,
        ["a"] = Content.Letters,
        ["an"] = Content.Alphanumeric,
        ["anp"] = Content.Alphanumeric,
        ["ans"] = Content.Printable,
        ["as"] = Content.Printable,
        ["ns"] = Content.Printable,
        ["p"] = Content.Private,
        ["x+n"] = Content.Signed,
        ["z"] = Content.Track,
        ["ze"] = Content.SealedTrack,
        ["b"] = Content.Binary,
    };

    public static IEnumerable<string> All => ByLetters.Keys;

    public static Content? Read(string letters) => ByLetters.TryGetValue(letters, out var content) ? content : null;

    /// <summary>The letters of a content, the first where the standard has several.</summary>
    public static string Of(Content content)
    {
        foreach (var (letters, of) in ByLetters)
            if (of == content)
                return letters;
        throw new InvariantException("every content has its letters");
    }
}
