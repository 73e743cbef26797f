using System.Text;
using Clearswipe.Tests.Wire.Iso8583;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Describe;
using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Dialects;

/// <summary>A dialect from a file reads, writes, and describes messages, and shows less than one of ours.</summary>
public sealed class OwnDialectTests
{
    private const string Card = "6222021234567894";

    // Not a card number by its check digit: a closed-loop card may have none.
    private const string Unchecked = "6222021234567890";
    private const string Track = Card + "=30121010000001234567";

    private static readonly Dialect Harbour = DialectFileTests.Sample("harbour-pos");
    private static readonly Dialect Club = DialectFileTests.Sample("club-card");

    [Fact]
    public void The_elements_and_parts_of_an_overlay_are_read()
    {
        var message = Back(
            Harbour, new Message("0200").With(3, "000000").With(48, "0100312A02004SHOP").With(63, "CUP0007BYE"));

        Assert.Equal([("01", "operator", "12A"), ("02", "shop", "SHOP")], Parts(Harbour, message, 48));
        Assert.Equal(
            [("63.1", "card scheme", "CUP"), ("63.2", "register", "0007"), ("63.3", "note", "BYE")],
            Parts(Harbour, message, 63));
        Assert.Contains("63.1 card scheme: CUP UnionPay", Described(Harbour, message), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dialect_from_a_file_is_tried_before_ours()
    {
        var bytes = Harbour.Write(new Message("0200").With(3, "000000").With(48, "0100312A"));
        byte[][] ways = [bytes, Samples.Envelope.Wrap(bytes)];

        Assert.All(ways, way => Assert.Same(
            Harbour, Assert.IsType<Identified.Whole>(Identified.InBytes(way, [Harbour])).Dialect));
        Assert.All(ways, way => Assert.Same(Harbour, Assert.IsType<Identified.Whole>(
            Identified.InText(Convert.ToHexString(way), [Club, Harbour])).Dialect));
        Assert.NotSame(Harbour, (Identified.InBytes(bytes) as Identified.Whole)?.Dialect);
        Assert.Same(Dialect.UnionPayPos, Assert.IsType<Identified.Whole>(Identified.InBytes(
            Dialect.UnionPayPos.Write(Samples.PosSale()), [Club])).Dialect);
    }

    [Fact]
    public void A_whole_dialect_of_characters_is_found_in_text()
    {
        var text = Encoding.ASCII.GetString(Club.Write(new Message("0200").With(3, "000000").With(60, "0200000150")));

        var whole = Assert.IsType<Identified.Whole>(Identified.InText(text, [Club]));

        Assert.Same(Club, whole.Dialect);
        Assert.Contains("60.1 tier: 02 gold", whole.Description.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_above_128_and_text_in_ebcdic_are_written_and_read()
    {
        var dialect = DialectFileTests.Read(
            """
            dialect: Far
            version: 2003
            form: ebcdic
            fields:
              2: n..19
              43: ans..40
              130: {is: n6, parts: [{length: 2, name: kind}, {length: 4, name: number}]}
              192: ans...999
            """);
        var message = new Message("2200").With(2, Card).With(43, "Harbour & Co.").With(130, "120034").With(192, "end");

        var bytes = dialect.Write(message);

        Assert.Equal("F2F2F0F0", Convert.ToHexString(bytes.AsSpan(0, 4)));
        Assert.Equal("C881998296A4994050", Convert.ToHexString(bytes)[(2 * (4 + 24 + 18 + 2))..][..18]);
        var read = Back(dialect, message);
        Assert.Equal([2, 43, 130, 192], read.Fields);
        Assert.Equal("Harbour & Co.", read.Text(43));
        Assert.Equal([("130.1", "kind", "12"), ("130.2", "number", "0034")], Parts(dialect, read, 130));
        Samples.Any(dialect).Sample(any => dialect.TryRead(dialect.Write(any), out _) is null, iter: 500);
    }

    [Theory]
    [InlineData("48", "{is: ans...999, elements: {tag: 2, length: 3}}", "01016" + Card)]
    [InlineData("60", "p...999", Card)]
    [InlineData("60", "p...999", Track)]
    [InlineData("60", "{is: p...999, parts: [{length: 6, name: bin}, {length: rest, name: rest}]}", Card)]
    [InlineData("60", "{is: ans...999, closed: true}", Card)]
    [InlineData("60", "{is: ans...999, closed: true, parts: [{length: 16, name: card}]}", Card)]
    [InlineData("48", "{is: ans...999, parts: [{length: 16, name: card}]}", Card)]
    [InlineData("45", "{is: ans..76, parts: [{length: 16, name: card}, {length: rest, name: rest}]}", Track)]
    [InlineData("52", "{is: b8, parts: [{length: 8, name: block}]}", "\u0004\u0012ABCDEF")]
    [InlineData("62", "b...999", Card)]
    [InlineData("61", "z..37", Track)]
    [InlineData("2", "{is: n..19, parts: [{length: 6, name: bin}, {length: rest, name: rest}]}", Card)]
    [InlineData("35", "{is: z..37, parts: [{length: 16, name: card}, {length: rest, name: rest}]}", Track)]
    [InlineData("130", "ans...999", Card)]
    public void What_a_file_closes_or_may_not_open_shows_its_length_alone(string field, string layout, string value)
    {
        var shown = Shown(field, layout, value);

        for (var at = 0; at + 4 <= value.Length; at++)
            Assert.DoesNotContain(value.Substring(at, 4), shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("60", "n..19", Card)]
    [InlineData("60", "n..19", Unchecked)]
    [InlineData("32", "n..19", Card)]
    [InlineData("42", "ans..40", Unchecked)]
    [InlineData("90", "ans..40", "card " + Unchecked)]
    [InlineData("7", "n..19", Unchecked)]
    [InlineData("60", "ans..40", "6222 0212 3456 7890")]
    [InlineData("60", "ans..40", Track)]
    [InlineData("60", "{is: n16, parts: [{length: 16, name: card}]}", Unchecked)]
    [InlineData("60", "{is: n16, parts: [{length: 6, name: bin}, {length: 10, name: rest}]}", Card)]
    [InlineData("60", "{is: n16, parts: [{length: 4, name: a}, {length: 4, name: b}, {length: 8, name: c}]}", Card)]
    [InlineData("39", "n..19", Card)]
    public void A_card_number_in_a_field_that_a_file_laid_out_is_masked(string field, string layout, string value)
    {
        var shown = Shown(field, layout, value);
        var digits = string.Concat(shown.Where(letter => letter is '*' || char.IsAsciiDigit(letter)));

        Assert.DoesNotContain("123456", digits, StringComparison.Ordinal);
        Assert.DoesNotContain("3456", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("1010000001234567", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Masks_of_the_standard_stay_closed_in_an_overlay()
    {
        var ours = Description.Of(Samples.PosSale(), Dialect.UnionPayPos);
        var theirs = Description.Of(Back(Harbour, Samples.PosSale()), Harbour);

        Assert.Equal(ours.Lines, theirs.Lines);
    }

    [Fact]
    public void Elements_of_a_private_field_show_their_names_and_lengths()
    {
        var shown = Described(Harbour, Back(Harbour, new Message("0200").With(48, "31016" + Card)));

        Assert.Contains("card number as a token: (16 bytes, not shown)", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_of_ber_tlv_outside_field_55_show_their_lengths()
    {
        var shown = Shown("62", "{is: b...999, tlv: true}", "\u0082\u0002AB");

        Assert.Contains("(2 bytes, not shown)", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("4142", shown, StringComparison.Ordinal);
    }

    private static string Shown(string field, string layout, string value)
    {
        var dialect = DialectFileTests.Read(
            $"dialect: Own\nversion: 1987\nform: ascii\nfields:\n  {field}: {layout}\n");
        var message = Back(dialect, new Message("0200").With(int.Parse(field), value));
        Assert.True(dialect.TryView(dialect.Write(message), out var view) is null);
        return $"{message}\n{view.ToString()}\n{Described(dialect, message)}";
    }

    private static string Described(Dialect dialect, Message message)
    {
        var description = Description.Of(message, dialect);
        return $"{description.In(Language.English)}\n{description.In(Language.Chinese)}";
    }

    private static Message Back(Dialect dialect, Message message)
    {
        Assert.Null(dialect.TryRead(dialect.Write(message), out var read));
        return read;
    }

    private static IEnumerable<(string, string?, string)> Parts(Dialect dialect, Message message, int field)
    {
        Assert.Null(FieldParts.TryRead(dialect.Spec(field)!, message.Text(field)!, out var parts));
        return parts.Select(part => (part.Label, part.Name?.En, part.Value));
    }
}
