using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>The fields of ISO 8583:1987, table of data elements; 55 carries chip data as most hosts use it.</summary>
internal static class Iso1987Rows
{
    private static readonly (int Field, string Notation)[] Rows =
    [
        (2, "n..19"), (3, "n6"), (4, "n12"), (5, "n12"), (6, "n12"), (7, "n10"), (8, "n8"), (9, "n8"), (10, "n8"),
        (11, "n6"), (12, "n6"), (13, "n4"), (14, "n4"), (15, "n4"), (16, "n4"), (17, "n4"), (18, "n4"), (19, "n3"),
        (20, "n3"), (21, "n3"), (22, "n3"), (23, "n3"), (24, "n3"), (25, "n2"), (26, "n2"), (27, "n1"),
        (28, "an9"), (29, "an9"), (30, "an9"), (31, "an9"),
        (32, "n..11"), (33, "n..11"), (34, "ans..28"), (35, "z..37"), (36, "z...104"), (37, "an12"), (38, "an6"),
        (39, "an2"), (40, "an3"), (41, "ans8"), (42, "ans15"), (43, "ans40"), (44, "ans..25"), (45, "ans..76"),
        (46, "ans...999"), (47, "ans...999"), (48, "ans...999"), (49, "an3"), (50, "an3"), (51, "an3"),
        (52, "b8"), (53, "n16"), (54, "ans...120"), (55, "b...255"), (56, "ans...999"), (57, "ans...999"),
        (58, "ans...999"), (59, "ans...999"), (60, "ans...999"), (61, "ans...999"), (62, "ans...999"),
        (63, "ans...999"), (64, "b8"),
        (66, "n1"), (67, "n2"), (68, "n3"), (69, "n3"), (70, "n3"), (71, "n4"), (72, "n4"), (73, "n6"),
        (74, "n10"), (75, "n10"), (76, "n10"), (77, "n10"), (78, "n10"), (79, "n10"), (80, "n10"), (81, "n10"),
        (82, "n12"), (83, "n12"), (84, "n12"), (85, "n12"), (86, "n16"), (87, "n16"), (88, "n16"), (89, "n16"),
        (90, "n42"), (91, "an1"), (92, "an2"), (93, "an5"), (94, "an7"), (95, "an42"), (96, "b8"), (97, "an17"),
        (98, "ans25"), (99, "n..11"), (100, "n..11"), (101, "ans..17"), (102, "ans..28"), (103, "ans..28"),
        (104, "ans...100"), (128, "b8"),
    ];

    /// <summary>Everything in characters: bytes are two hexadecimal characters each.</summary>
    public static Dialect CompileAscii() =>
        new("ISO 8583:1987 ASCII", isPacked: false, Rows.Select(row =>
            FieldSpec.Parse(row.Field, row.Notation, InAscii)));

    /// <summary>
    /// Numbers packed two digits to a byte, an odd fixed number behind a zero nibble; bytes as they are.
    /// </summary>
    public static Dialect CompilePacked() =>
        new("ISO 8583:1987 packed", isPacked: true, Rows.Select(row => FieldSpec.Parse(
            row.Field, row.Notation, content => Packed(content, isFixed: !row.Notation.Contains('.')))));

    private static Packing InAscii(Content content) => content == Content.Binary ? Packing.Hex : Packing.Characters;

    private static Packing Packed(Content content, bool isFixed) => content switch
    {
        Content.Digits when isFixed => Packing.NibblesRight,
        Content.Digits or Content.Track => Packing.NibblesLeft,
        Content.Binary => Packing.Bytes,
        _ => Packing.Characters,
    };
}
