using Clearswipe.Remedy.Catalogue;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Remedy;

/// <summary>The catalogue as it stands is whole, and a file that is not is refused with its line.</summary>
public sealed class CatalogueTests
{
    private const string Whole = """
        cause: gremlin
        name: { zh: "小妖", en: "Gremlin" }
        owner: till
        weight: 1
        shows:
          pad: { silent: 0.9, else: 0.1 }
        cashier: { zh: "小妖", en: "A gremlin" }
        customer: { zh: "小妖", en: "A gremlin" }
        contact: none
        sources: [tales]
        """;

    [Fact]
    public void The_linter_has_nothing_to_complain_of() => Assert.Empty(Linter.Complaints(Book.Default));

    // What public pages advise, put into our own mouth, must not pass.
    [Theory]
    [InlineData("causes/pin-locked.yaml", "解锁请问发卡行", "24 小时后解锁", "nobody can promise when a card unlocks")]
    [InlineData("steps/reverse.yaml", "do not pay again yet", "pay again now", "nothing is repeated while")]
    [InlineData("phrases/sale.yaml", "正在核实，请勿重复刷卡", "请再刷一次", "nothing is repeated while")]
    [InlineData("causes/pin-mistyped.yaml", "密码不符，请慢慢再输一次", "您输错了密码", "nobody is blamed")]
    [InlineData("causes/funds.yaml", "请换一张卡或其他方式", "余额不足，请换一张卡", "not for the customer's display")]
    [InlineData("causes/funds.yaml", "请换一张卡或其他方式", "Another card", "Chinese stands under zh")]
    [InlineData("causes/chip-dirty.yaml", "Poor contact: wipe", "A rather poor contact: so do wipe", "at a glance")]
    public void The_linter_refuses_what_may_not_be_said(string file, string right, string wrong, string complaint)
    {
        var changed = Shelf.All.Select(leaf =>
            leaf.Path == file ? leaf with { Text = leaf.Text.Replace(right, wrong) } : leaf);
        var complaints = Linter.Complaints(Book.Read([.. changed])).ToList();
        Assert.Contains(complaints, said => said.Contains(complaint, StringComparison.Ordinal));
    }

    [Fact]
    public void The_linter_names_a_cause_that_nothing_helps_against()
    {
        var helpless = Shelf.All.Select(leaf => leaf with { Text = leaf.Text.Replace("printer: 0.", "printer: 0.0") });
        Assert.Contains(
            "cause printer-dead: no step mends it or goes round it", Linter.Complaints(Book.Read([.. helpless])));
    }

    [Fact]
    public void The_linter_names_a_cause_that_no_evidence_points_to() =>
        Assert.Contains(
            "cause gremlin: no evidence makes it the first suspect",
            Linter.Complaints(Read(Whole.Replace("weight: 1", "weight: 0.001"))));

    [Fact]
    public void A_whole_file_is_read() => Assert.Equal(1, Read(Whole).CauseOf(new("gremlin"))!.Weight);

    [Theory]
    [InlineData("owner: till", "owner: goblin", 3, "is none of card, customer")]
    [InlineData("weight: 1", "weight: much", 4, "is a number")]
    [InlineData("weight: 1", "weight: 0", 4, "above zero")]
    [InlineData("silent: 0.9", "silent: 0.8", 6, "sums to 0.9")]
    [InlineData("silent: 0.9", "silent: 1.9", 6, "from 0 to 1")]
    [InlineData("pad: {", "pat: {", 6, "no finding is called \"pat\"")]
    [InlineData("silent: 0.9", "sulking: 0.9", 6, "never \"sulking\"")]
    [InlineData("contact: none", "contakt: none", 1, "\"contact\" is missing")]
    [InlineData("sources: [tales]", "sources: [tales]\nsong: la", 11, "nothing here is called \"song\"")]
    [InlineData("en: \"Gremlin\"", "fr: \"Gremlin\"", 2, "\"en\" is missing")]
    [InlineData("cause: gremlin", "cause: goblin", 1, "is named goblin.yaml")]
    [InlineData("weight: 1", "weight: 1\nweight: 2", 5, "")]
    public void A_malformed_cause_is_refused_with_its_line(string right, string wrong, int line, string complaint)
    {
        var fault = Assert.Throws<CatalogueFault>(() => Read(Whole.Replace(right, wrong)));

        Assert.Equal(("causes/gremlin.yaml", line), (fault.File, fault.Line));
        Assert.Contains(complaint, fault.Message);
    }

    [Theory]
    [InlineData("00\tyes", "columns where 8")]
    [InlineData("00\t批准\tApproved\tsplendid\tnone\t\t\t", "no class is called \"splendid\"")]
    [InlineData("00\t\tApproved\tapproved\tnone\t\t\t", "never empty")]
    [InlineData("00\t批准\tApproved\tapproved\tnone\t\t做\t", "both languages or in neither")]
    [InlineData("00\t批准\tApproved\tapproved\tnone\tmarvel\t\t", "\"answer\" is never \"marvel\"")]
    public void A_malformed_code_is_refused_with_its_line(string row, string complaint)
    {
        var fault = Assert.Throws<CatalogueFault>(() => Book.Read(
        [
            .. Shelf.All.Where(leaf => leaf.Path != "codes/cup-pos.tsv"),
            new("codes/cup-pos.tsv", $"{CodeTable.Header}\n{row}\n"),
        ]));

        Assert.Contains(complaint, fault.Message);
        Assert.Equal("codes/cup-pos.tsv", fault.File);
    }

    [Fact]
    public void Every_state_that_a_device_can_report_is_a_value_of_its_finding()
    {
        Covers<StripeRead>("stripe-read");
        Covers<ChipRead>("chip-read");
        Covers<TapRead>("tap-read");
        Covers<PadState>("pad");
        Covers<PrinterState>("printer");
    }

    [Fact]
    public void Every_hop_that_can_break_is_a_value_of_the_line() =>
        Assert.All(Enum.GetValues<Hop>().Where(hop => hop != Hop.None), hop => AssertKnows("line", Words.Of(hop)));

    [Fact]
    public void Every_one_who_acts_or_is_called_has_a_name()
    {
        Assert.All(
            Book.Default.Codes.Systems.SelectMany(system => system.Rows),
            row => Book.Default.Phrase($"acts.{row.Acts}"));
        Assert.All(Enum.GetValues<Contact>().Where(contact => contact != Contact.None),
            contact => Book.Default.Phrase($"contact.{Words.Of(contact)}"));
    }

    private static void Covers<T>(string finding) where T : struct, Enum =>
        Assert.All(Enum.GetValues<T>(), value => AssertKnows(finding, Words.Of(value)));

    private static void AssertKnows(string finding, string value) =>
        Assert.NotNull(Book.Default.FindingOf(new(finding))![value]);

    private static Book Read(string cause) => Book.Read([.. Shelf.All, new("causes/gremlin.yaml", cause)]);
}
