using System.Text;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Wire.Dialects;

/// <summary>The parts of the fields of our own dialects are read one by one, and all together.</summary>
public sealed class PartsOfOursTests
{
    // What the till and the host count in 0500: at home, then abroad.
    private const string Totals =
        "000000128001001" + "000000000500002" + "1" + "000000000000000" + "000000000000000" + "0";

    [Fact]
    public void Settlement_totals_are_62_digits_in_ten_parts()
    {
        Assert.Equal(62, Totals.Length);
        Assert.Equal(
            ["000000128001", "001", "000000000500", "002", "1", "000000000000", "000", "000000000000", "000", "0"],
            Parts(Dialect.UnionPayPos, 48, Totals));
        Assert.Equal("balanced", Found(48, Totals)[4].Meaning?.En);
    }

    [Fact]
    public void Transaction_data_are_read_as_far_as_they_go()
    {
        Assert.Equal(["22", "000123", "003", "6", "2"], Parts(Dialect.UnionPayPos, 60, "2200012300362"));
        Assert.Equal(["22", "000123"], Parts(Dialect.UnionPayPos, 60, "22000123"));
        Assert.Equal(
            ["sale", null, "sign-on, double-length keys", "stripe, contact and contactless chip",
                "the last chip read failed (fallback)"],
            Found(60, "2200012300362").Select(part => part.Meaning?.En));
    }

    [Fact]
    public void A_part_that_is_cut_short_is_found_and_not_copied()
    {
        Assert.Equal(["22", "0001"], Found(60, "220001").Select(part => part.Value));
        Assert.Equal(["22", null, null], Copied(Dialect.UnionPayPos, 60, "220001", 3));
    }

    [Fact]
    public void The_original_is_named_by_batch_trace_and_date() => Assert.Equal(
        ["000009", "000124", "1122", "01", "00000000123"],
        Parts(Dialect.UnionPayPos, 61, "00000900012411220100000000123"));

    [Fact]
    public void What_stands_behind_the_operator_is_the_rest()
    {
        Assert.Equal(["CUP", "thank you"], Parts(Dialect.UnionPayPos, 63, "CUPthank you"));
        Assert.Equal(["01 "], Parts(Dialect.UnionPayPos, 63, "01 "));
    }

    [Fact]
    public void Keys_of_a_sign_on_are_bytes_and_have_no_parts()
    {
        Assert.IsType<FieldShape.One>(Dialect.UnionPayPos.Spec(62)!.Shape);
        Assert.Empty(Found(62, "\u0001\u0002"));
        Assert.Equal([null], Copied(Dialect.UnionPayPos, 62, "\u0001\u0002", 1));
    }

    [Fact]
    public void The_original_of_a_reversal_of_1987_has_five_parts() => Assert.Equal(
        ["0200", "000124", "1122183001", "00001020000", "00000000000"],
        Parts(Dialect.Iso1987Ascii, 90, "0200" + "000124" + "1122183001" + "00001020000" + "00000000000"));

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(8), InlineData(int.MaxValue)]
    public void A_part_that_no_layout_has_is_not_there(int part)
    {
        var bytes = Dialect.UnionPayPos.Write(new Message("0200").With(60, "2200012300362"));
        Assert.Null(Dialect.UnionPayPos.TryView(bytes, out var view));
        Assert.False(view.TryPart(60, part, stackalloc byte[20], out var length));
        Assert.Equal(0, length);
        Assert.False(view.TryPart(61, 1, stackalloc byte[20], out _));
    }

    private static IReadOnlyList<FoundPart> Found(int field, string text)
    {
        Assert.Null(FieldParts.TryRead(Dialect.UnionPayPos.Spec(field)!, text, out var parts));
        return parts;
    }

    // The parts by number, where the message stands; they are those that are found in the text.
    private static string[] Parts(Dialect dialect, int field, string text)
    {
        Assert.Null(FieldParts.TryRead(dialect.Spec(field)!, text, out var found));
        string?[] parts = [.. Copied(dialect, field, text, found.Count)];
        Assert.Equal(found.Select(part => part.Value), parts);
        return parts!;
    }

    private static List<string?> Copied(Dialect dialect, int field, string text, int count)
    {
        var bytes = dialect.Write(new Message("0200").With(field, text));
        Assert.Null(dialect.TryView(bytes, out var view));
        var parts = new List<string?>();
        Span<byte> part = stackalloc byte[999];
        for (var i = 1; i <= count; i++)
            parts.Add(view.TryPart(field, i, part, out var length) ? Encoding.Latin1.GetString(part[..length]) : null);
        return parts;
    }
}
