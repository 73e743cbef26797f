using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>
/// Dialects that no host has, and that the rows allow all the same: every content and coding, each kind of length in
/// front of each, both pads, one bitmap, two, and three.
/// </summary>
internal static class OddDialects
{
    private static readonly (int Field, string Notation)[] Rows =
    [
        (2, "n..19"), (3, "n5"), (4, "n12"), (5, "a7"), (6, "a..20"), (7, "MMDDhhmmss"), (8, "n1"), (9, "x+n8"),
        (10, "x+n..12"), (11, "n6"), (12, "CCYYMMDDhhmmss"), (13, "MMDD"), (14, "YYMM"), (15, "DDMM"), (16, "DDhhmm"),
        (17, "mm"), (18, "z9"), (19, "an...200"), (20, "n...255"), (21, "n....300"), (22, "n17"), (23, "n33"),
        (24, "p...999"), (25, "p3"), (26, "ans17"), (27, "b1"), (28, "b17"), (29, "a16"), (30, "an33"), (35, "z..37"),
        (36, "z...104"), (39, "ans..20"), (41, "ans16"), (44, "ans....9999"), (48, "ans...999"), (49, "an3"),
        (55, "b...255"), (56, "b....9999"), (57, "b..99"), (60, "n...19"), (61, "ans...60"), (62, "b..20"), (64, "b8"),
    ];

    private static readonly (int Field, string Notation)[] Further =
        [(66, "n3"), (90, "n..42"), (100, "ans..9"), (127, "b...99"), (128, "b8")];

    // Bit 65 announces the third bitmap; bit 129 is a field like any other.
    private static readonly (int Field, string Notation)[] Furthest =
        [(129, "n2"), (130, "ans..30"), (160, "z..30"), (161, "YYMMDD"), (191, "b...99"), (192, "b8")];

    /// <summary>Three bitmaps; packed, with each odd number behind its pad.</summary>
    public static Dialect Three { get; } = Of(
        "three bitmaps", Form.Packed with { VariableDigits = Padding.Left }, [.. Rows, .. Further, .. Furthest]);

    /// <summary>Lengths as binary numbers; digits packed, fixed ones padded behind and variable ones in front.</summary>
    public static Dialect BinaryLengths { get; } = Of(
        "binary lengths",
        new Form(
            Coding.Ascii, Coding.Hex, Coding.Binary, Coding.Bcd, Padding.Right, Padding.Left, Coding.Ascii,
            Coding.Binary),
        [.. Rows, .. Further]);

    /// <summary>Packed lengths before characters of ASCII, bytes in hexadecimal, and one bitmap.</summary>
    public static Dialect PackedLengths { get; } = Of(
        "packed lengths",
        new Form(
            Coding.Bcd, Coding.Binary, Coding.Bcd, Coding.Ascii, Padding.Left, Padding.Right, Coding.Ascii, Coding.Hex),
        Rows);

    /// <summary>Everything in EBCDIC, bitmap and bytes in its hexadecimal characters too; three bitmaps.</summary>
    public static Dialect EbcdicHex { get; } = Of(
        "EBCDIC in hexadecimal", Form.Ebcdic with { Bitmap = Coding.EbcdicHex, Bytes = Coding.EbcdicHex },
        [.. Rows, .. Further, .. Furthest]);

    /// <summary>A coding of its own for each thing, and two lengths in the same message written in different ways.</summary>
    public static Dialect Mixed { get; } = Of(
        "mixed",
        new Form(
            Coding.Ebcdic, Coding.Hex, Coding.Bcd, Coding.Bcd, Padding.Left, Padding.Right, Coding.Ebcdic,
            Coding.EbcdicHex),
        [.. Rows, .. Further]).With(
            "mixed",
            [
                FieldSpec.Parse(19, "an...200", Form.Ascii), FieldSpec.Parse(35, "z..37", Form.Ebcdic),
                FieldSpec.Parse(56, "b....9999", Form.Packed with { Lengths = Coding.Binary }),
                FieldSpec.Parse(12, "CCYYMMDDhhmmss", Form.Ascii), FieldSpec.Parse(7, "MMDDhhmmss", Form.Ebcdic),
            ],
            8);

    private static Dialect Of(string name, Form form, (int Field, string Notation)[] rows) =>
        new(name, form, rows.Select(row => FieldSpec.Parse(row.Field, row.Notation, form) with
        {
            Shape = Shape(row.Field),
        }));

    private static FieldShape Shape(int field) => field switch
    {
        48 => new FieldShape.Elements(
            2, 3, new Dictionary<string, Bilingual> { ["PC"] = new("名称", "a name") }),
        55 => new FieldShape.BerTlv(),
        56 => new FieldShape.Elements(1, 2, new Dictionary<string, Bilingual>()),
        60 => Parts(2, 6, 3, 1, 1, 1, 3),
        61 => Parts(4, FieldPart.Rest),
        _ => FieldShape.Whole,
    };

    private static FieldShape.Positions Parts(params int[] lengths) =>
        new([.. lengths.Select(length => new FieldPart(length, new("部分", "a part")))]);
}
