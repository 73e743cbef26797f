using Clearswipe.Host.Explanations;
using Clearswipe.Remedy;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;
using CsCheck;
using Facts = Clearswipe.Tests.House.House;

namespace Clearswipe.Tests.Host;

/// <summary>
/// What another terminal shows is said in plain words, wherever it stands, and no card number with it.
/// </summary>
public sealed class ExplainerTests
{
    private const string Card = "6222021234567890";

    private static readonly Explainer Explainer = new(Advisor.Default);

    private static readonly string Sale = Convert.ToHexString(new PosEnvelope("6000030000", "603100310000").Wrap(
        Dialect.UnionPayPos.Write(new Message("0200").With(2, Card).With(3, "000000").With(4, "000000001250")
            .With(11, "000007").With(41, "10000001"))));

    [Theory]
    [InlineData("55")]
    [InlineData("91")]
    [InlineData("A0")]
    [InlineData("a0")]
    public void A_response_code_has_meaning_kind_actor_and_next_step_in_both_languages(string code)
    {
        var told = Explainer.Whole(code, null)!;

        foreach (var text in new[] { told.Means, told.Class, told.Acts, told.Next })
        {
            Assert.NotEmpty(text.Zh);
            Assert.NotEmpty(text.En);
        }
    }

    [Fact]
    public void The_tries_left_of_a_wrong_pin_are_counted() =>
        Assert.Contains("2", Explainer.Whole("63C2", null)!.Means.En, StringComparison.Ordinal);

    [Fact]
    public void A_status_word_in_a_family_is_found_by_its_family() =>
        Assert.DoesNotContain("unknown", Explainer.Whole("6110", null)!.Means.En, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Each_set_bit_of_a_verification_result_is_named() =>
        Assert.Equal(["b3-04", "b4-80"], Explainer.Whole("0000048000", null)!.Parts.Select(part => part.Name.En));

    [Fact]
    public void A_bit_that_somebody_must_act_on_leads() =>
        Assert.Contains("pad", Explainer.Whole("0000148000", null)!.Next.En, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void The_same_code_differs_by_table_and_its_table_can_be_named() =>
        Assert.NotEqual(Explainer.Whole("05", "cup-pos")!.Means, Explainer.Whole("05", "iso-8583-1987")!.Means);

    [Fact]
    public void A_whole_message_is_accounted_for_to_its_last_byte_and_masked()
    {
        var told = Explainer.Whole(Sale, null)!;

        Assert.False(told.IsFault);
        Assert.Contains("every byte accounted for", told.Means.En, StringComparison.Ordinal);
        Assert.Contains("622202******7890", told.Picture!.En, StringComparison.Ordinal);
        Assert.DoesNotContain(Card, told.Picture.En + told.Picture.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_message_is_told_with_its_byte()
    {
        var told = Explainer.Whole(Sale[..^4], null)!;

        Assert.True(told.IsFault);
        Assert.Contains("byte", told.Means.En, StringComparison.Ordinal);
        Assert.Contains("字节", told.Means.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_digit_lost_in_copying_is_said() =>
        Assert.Contains("odd", Explainer.Whole(Sale[..^1], null)!.Means.En, StringComparison.Ordinal);

    [Fact]
    public void A_log_gives_up_its_codes_words_results_and_messages_line_by_line()
    {
        var told = Explainer.Text($"""
            12:00:01 start, card {Card}
            12:00:02 TX {Sale}
            12:00:03 RX 0210 F39=55 rrn 123456789012
            12:00:04 VERIFY SW=63C1
            12:00:05 TVR: 0000108000
            12:00:06 响应码：91
            """, null);

        Assert.Equal(
            [(2, "0200"), (3, "55"), (4, "63C1"), (5, "0000108000"), (6, "91")],
            told.Select(one => (one.Line!.Value, one.Subject)));
        Assert.DoesNotContain(Card, string.Concat(told), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_is_read_by_the_names_of_its_columns()
    {
        var told = Explainer.Text("system\tcode\tnote\nCUP-POS\t55\t12\nEMV-TVR\tb3-20\t-\n", null);

        Assert.Equal(["55", "b3-20"], told.Select(one => one.Subject));
    }

    [Fact]
    public void No_text_makes_it_stumble() =>
        Gen.String.Sample(text => Explainer.Text(text, null).Count >= 0);

    [Fact]
    public void Public_frames_are_read_to_the_last_byte()
    {
        Assert.SkipWhen(Facts.Shared is null, "the folder of facts is not here");
        var told = Explainer.Lines(File.ReadLines(Path.Combine(Facts.Shared!, "vectors", "frames.tsv"))).ToList();

        Assert.NotEmpty(told);
        Assert.All(told, one => Assert.False(one.IsFault, one.Means.En));
    }

    [Fact]
    public void Every_listed_code_is_known()
    {
        Assert.SkipWhen(Facts.Shared is null, "the folder of facts is not here");
        var lines = File.ReadLines(Path.Combine(Facts.Shared!, "domain", "response-codes.tsv"));
        var unknown = Advisor.Default.Phrase("code.unknown");

        Assert.Empty(Explainer.Lines(lines).Where(one => one.Means == unknown).Select(one => one.Subject));
    }
}
