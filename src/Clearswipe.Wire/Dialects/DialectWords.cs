using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>The words that a dialect's file has for editions, forms, codings and paddings.</summary>
internal static class DialectWords
{
    /// <summary>In place of a notation: the field is taken out.</summary>
    public const string None = "none";

    /// <summary>In place of a part's length: it takes what is left.</summary>
    public const string Rest = "rest";

    public const string Yes = "true";

    public const string No = "false";

    /// <summary>The first digit of an edition's message types.</summary>
    public static readonly IReadOnlyDictionary<string, int> Editions = new Dictionary<string, int>
    {
        ["1987"] = 0,
        ["1993"] = 1,
        ["2003"] = 2,
    };

    public static readonly IReadOnlyDictionary<string, Form> Forms = new Dictionary<string, Form>
    {
        ["ascii"] = Form.Ascii,
        ["packed"] = Form.Packed,
        ["ebcdic"] = Form.Ebcdic,
    };

    public static readonly IReadOnlyDictionary<string, Coding> Codings = new Dictionary<string, Coding>
    {
        ["ascii"] = Coding.Ascii,
        ["ebcdic"] = Coding.Ebcdic,
        ["bcd"] = Coding.Bcd,
        ["binary"] = Coding.Binary,
        ["hex"] = Coding.Hex,
        ["ebcdic-hex"] = Coding.EbcdicHex,
    };

    public static readonly IReadOnlyDictionary<string, Padding> Paddings = new Dictionary<string, Padding>
    {
        ["left"] = Padding.Left,
        ["right"] = Padding.Right,
    };

    /// <summary>The word that a table has for a value.</summary>
    public static string Of<T>(IReadOnlyDictionary<string, T> table, T value)
        where T : notnull => table.First(row => row.Value.Equals(value)).Key;
}
