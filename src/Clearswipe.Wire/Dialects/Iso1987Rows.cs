using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>The fields of ISO 8583:1987, table of data elements; 55 carries chip data as most hosts use it.</summary>
internal static class Iso1987Rows
{
    private static readonly (int Field, string Notation)[] Rows =
    [
        (2, "n..19"), (3, "n6"), (4, "n12"), (5, "n12"), (6, "n12"), (7, "MMDDhhmmss"), (8, "n8"), (9, "n8"),
        (10, "n8"),
        (11, "n6"), (12, "hhmmss"), (13, "MMDD"), (14, "YYMM"), (15, "MMDD"), (16, "MMDD"), (17, "MMDD"),
        (18, "n4"), (19, "n3"),
        (20, "n3"), (21, "n3"), (22, "n3"), (23, "n3"), (24, "n3"), (25, "n2"), (26, "n2"), (27, "n1"),
        (28, "x+n8"), (29, "x+n8"), (30, "x+n8"), (31, "x+n8"),
        (32, "n..11"), (33, "n..11"), (34, "ans..28"), (35, "z..37"), (36, "z...104"), (37, "an12"), (38, "an6"),
        (39, "an2"), (40, "an3"), (41, "ans8"), (42, "ans15"), (43, "ans40"), (44, "ans..25"), (45, "ans..76"),
        (46, "ans...999"), (47, "ans...999"), (48, "ans...999"), (49, "an3"), (50, "an3"), (51, "an3"),
        (52, "b8"), (53, "n16"), (54, "ans...120"), (55, "b...255"), (56, "ans...999"), (57, "ans...999"),
        (58, "ans...999"), (59, "ans...999"), (60, "ans...999"), (61, "ans...999"), (62, "ans...999"),
        (63, "ans...999"), (64, "b8"),
        (66, "n1"), (67, "n2"), (68, "n3"), (69, "n3"), (70, "n3"), (71, "n4"), (72, "n4"), (73, "YYMMDD"),
        (74, "n10"), (75, "n10"), (76, "n10"), (77, "n10"), (78, "n10"), (79, "n10"), (80, "n10"), (81, "n10"),
        (82, "n12"), (83, "n12"), (84, "n12"), (85, "n12"), (86, "n16"), (87, "n16"), (88, "n16"), (89, "n16"),
        (90, "n42"), (91, "an1"), (92, "an2"), (93, "an5"), (94, "an7"), (95, "an42"), (96, "b8"), (97, "x+n16"),
        (98, "ans25"), (99, "n..11"), (100, "n..11"), (101, "ans..17"), (102, "ans..28"), (103, "ans..28"),
        (104, "ans...100"), (128, "b8"),
    ];

    /// <summary>The rows in one of the forms that hosts write them in.</summary>
    public static Dialect Compile(string name, Form form) =>
        new(name, form, Rows.Select(row => FieldSpec.Parse(row.Field, row.Notation, form) with
        {
            Shape = Iso1987Parts.Of(row.Field),
        }));
}
