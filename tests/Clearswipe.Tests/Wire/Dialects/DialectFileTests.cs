using Clearswipe.Vocabulary;
using Clearswipe.Wire.Dialects;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Wire.Dialects;

/// <summary>A dialect is read from a file, and every dialect of ours is written as one.</summary>
public sealed class DialectFileTests
{
    public static TheoryData<string> Dialects => [.. Dialect.All.Select(dialect => dialect.Name)];

    [Theory, MemberData(nameof(Dialects))]
    public void What_is_written_of_a_dialect_of_ours_is_read_back(string name)
    {
        var dialect = Dialect.All.Single(known => known.Name == name);

        var back = Read(DialectFile.Write(dialect));

        Assert.Equal((name, dialect.Version, dialect.Form), (back.Name, back.Version, back.Form));
        Assert.Equal(dialect.Fields.Select(Layout), back.Fields.Select(Layout));
        Assert.Equal(dialect.Fields.Select(field => field.Name), back.Fields.Select(field => field.Name));
        Assert.Equal(dialect.Fields.Select(Shape), back.Fields.Select(Shape));
        Assert.Equal(DialectFile.Write(back), DialectFile.Write(Read(DialectFile.Write(back))));
    }

    [Fact]
    public void Union_pay_pos_as_a_file() => House.Snapshot.Matches(DialectFile.Write(Dialect.UnionPayPos), "yaml");

    [Fact]
    public void An_overlay_differs_only_where_it_says_so()
    {
        var harbour = Sample("harbour-pos");
        int[] told = [47, 48, 61, 63];

        Assert.Equal(Dialect.UnionPayPos.Form, harbour.Form);
        Assert.Null(harbour.Spec(47));
        Assert.Equal("ans...999", harbour.Spec(48)!.Notation);
        Assert.Equal(new Bilingual("原交易", "what it is about"), harbour.Spec(61)!.Name);
        Assert.Equal(Shape(Dialect.UnionPayPos.Spec(61)!), Shape(harbour.Spec(61)!));
        Assert.Equal(
            Dialect.UnionPayPos.Fields.Where(field => !told.Contains(field.Number)),
            harbour.Fields.Where(field => !told.Contains(field.Number)));
    }

    [Fact]
    public void The_example_of_the_docs_is_good()
    {
        var page = File.ReadAllText(Path.Combine(House.House.Root, "docs", "DIALECTS.md"));
        var example = page[(page.IndexOf("```yaml\n", StringComparison.Ordinal) + 8)..];

        var dialect = Read(example[..example.IndexOf("```", StringComparison.Ordinal)]);

        Assert.Equal("Harbour POS", dialect.Name);
        Assert.Equal(2, Assert.IsType<FieldShape.Positions>(dialect.Spec(63)!.Shape).Parts.Count);
    }

    [Fact]
    public void A_field_says_how_it_differs_from_the_form()
    {
        var dialect = Read(
            """
            dialect: Mixed
            version: 1993
            form: {like: packed, lengths: binary}
            fields:
              2: n..19
              3: {is: n5, padding: right}
              41: {is: ans8, coding: ebcdic}
              48: {is: ans...999, length: ascii}
              62: {is: b...999, coding: hex, length: ascii}
              12: YYMMDDhhmmss
            """);

        Assert.Equal(1, dialect.Version);
        Assert.Equal(
            [
                "2 n..19 2/Binary Bcd Right", "3 n5 0/Ascii Bcd Right", "12 YYMMDDhhmmss 0/Ascii Bcd Left",
                "41 ans8 0/Ascii Ebcdic Left", "48 ans...999 3/Ascii Ascii Right", "62 b...499 3/Ascii Hex Right",
            ],
            dialect.Fields.Select(Layout));
        Assert.Equal(dialect.Fields.Select(Layout), Read(DialectFile.Write(dialect)).Fields.Select(Layout));
    }

    [Fact]
    public void A_form_is_all_its_eight_choices_or_like_another() => Assert.Equal(
        Form.Ebcdic with { Bytes = Coding.EbcdicHex, VariableDigits = Padding.Left },
        Read(
            """
            dialect: Own
            version: "2003"
            form:
              type: ebcdic
              bitmap: binary
              lengths: ebcdic
              digits: ebcdic
              fixed-digits: left
              variable-digits: left
              text: ebcdic
              bytes: ebcdic-hex
            fields: {2: n..19}
            """).Form);

    [Fact]
    public void Odd_names_are_written_so_that_they_are_read_back()
    {
        string[] names = ["no", "none", "a: b", "# c", "\"d\" \\", "-", "{e}", "07", "O'Neil & Co.", "一：二", "*", "? f"];
        var dialect = new Dialect(
            "x: [y]", Form.Ascii,
            names.Select((name, at) => FieldSpec.Parse(60 + at, "ans...99", Form.Ascii) with
            {
                Name = new Bilingual(name, $"{name}!"),
                Shape = new FieldShape.Elements(
                    1, 2, new Dictionary<string, Bilingual> { [name[..1]] = new(name, name) }),
            }));

        var back = Read(DialectFile.Write(dialect));

        Assert.Equal(dialect.Name, back.Name);
        Assert.Equal(dialect.Fields.Select(field => field.Name), back.Fields.Select(field => field.Name));
        Assert.Equal(dialect.Fields.Select(Shape), back.Fields.Select(Shape));
    }

    internal static Dialect Sample(string name) =>
        Read(File.ReadAllText(Path.Combine(House.House.Root, "samples", "dialects", $"{name}.yaml")));

    internal static Dialect Read(string yaml)
    {
        Assert.Equal([], DialectFile.TryRead(yaml, out var dialect).Select(fault => fault.ToString()));
        return dialect!;
    }

    internal static string Layout(FieldSpec field) =>
        $"{field.Number} {field.Notation} {field.Prefix.Digits}/{field.Prefix.Coding} {field.Coding} {field.Padding}";

    private static string Shape(FieldSpec field) => field.Shape switch
    {
        FieldShape.Positions(var parts) => string.Join(
            "; ", parts.Select(part => $"{part.Length} {part.Name} {Words(part.Words)}")),
        FieldShape.Elements elements =>
            $"{elements.TagCharacters}+{elements.LengthDigits} {Words(elements.Names)}",
        var other => other.GetType().Name,
    };

    private static string Words(IReadOnlyDictionary<string, Bilingual>? words) =>
        string.Join(", ", (words ?? new Dictionary<string, Bilingual>()).Select(word => $"{word.Key}={word.Value}"));
}
