using Clearswipe.Vocabulary;
using Clearswipe.Wire.Dialects;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Wire.Dialects;

/// <summary>The rows of the later editions of ISO 8583 are whole, in order, and in the notation of the first.</summary>
public sealed class LaterRowsTests
{
    public static TheoryData<int> Editions => [1993, 2003];

    [Theory, MemberData(nameof(Editions))]
    public void Each_field_but_the_third_bitmap_has_one_row(int edition) =>
        Assert.Equal(
            Enumerable.Range(2, 127).Where(field => field != 65), Rows(edition).Select(row => row.Field));

    [Theory, MemberData(nameof(Editions))]
    public void Each_row_is_compiled_and_says_its_notation(int edition) =>
        Assert.All(Rows(edition), row => Assert.Equal(
            row.Notation.Replace("anp", "an"), Packed(edition).Spec(row.Field)!.Notation));

    [Theory, MemberData(nameof(Editions))]
    public void Each_name_is_a_field_s_and_in_both_languages(int edition) =>
        Assert.All(Names(edition), name =>
        {
            Assert.Contains(Rows(edition), row => row.Field == name.Key);
            Assert.True(name.Value.Zh.Length > 0 && name.Value.En.Length > 0);
        });

    // ISO 8583-1:2003 as others describe it: what its amounts and times grew by.
    [Theory]
    [InlineData(4, "n12", "n16")]
    [InlineData(11, "n6", "n12")]
    [InlineData(12, "YYMMDDhhmmss", "CCYYMMDDhhmmss")]
    [InlineData(39, "n3", "n4")]
    [InlineData(97, "x+n16", "x+n20")]
    [InlineData(35, "z..37", "z..37")]
    public void The_editions_differ_where_they_are_said_to(int field, string earlier, string later) =>
        Assert.Equal((earlier, later), (NotationOf(1993, field), NotationOf(2003, field)));

    private static string NotationOf(int edition, int field) =>
        Rows(edition).Single(row => row.Field == field).Notation;

    private static (int Field, string Notation)[] Rows(int edition) =>
        edition == 1993 ? Iso1993Rows.Rows : Iso2003Rows.Rows;

    private static Dialect Packed(int edition) => edition == 1993 ? Dialect.Iso1993Packed : Dialect.Iso2003Packed;

    private static Dictionary<int, Bilingual> Names(int edition) =>
        edition == 1993 ? Iso1993Rows.Names : Iso2003Rows.Names;
}
