using Clearswipe.Counter.Printers;
using Clearswipe.Counter.Prompts;
using Clearswipe.Counter.Sales;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Receipts;

/// <summary>All that a receipt says of a sale.</summary>
sealed record ReceiptFacts(
    TillSettings Settings, SaleRecord Sale, SaleState State, Means? OtherMeans, IReadOnlyList<Charge> Charges,
    DateTimeOffset LocalTime, string Address);

/// <summary>
/// Lays a receipt out, in both languages, for paper and for its page alike: what happened is said in the same words on
/// both. The expiry date is left out: nobody needs it, and who finds the paper must not have it.
/// </summary>
sealed class ReceiptLayout(Prompter prompter)
{
    public IReadOnlyList<PaperLine> Of(ReceiptFacts facts, bool isCopy)
    {
        var paper = new List<PaperLine>();
        Centre(paper, "receipt.title", isLarge: true);
        if (isCopy)
            Centre(paper, "receipt.copy");
        House(paper, facts);
        foreach (var charge in facts.Charges.Where(charge => IsShown(charge, facts)))
            Card(paper, facts.Settings, charge);
        Sum(paper, facts);
        End(paper, facts);
        return paper;
    }

    /// <summary>What became of the sale, for receipts and their pages.</summary>
    public Bilingual Headline(SaleState state, Means? otherMeans) => prompter.Say(state switch
    {
        SaleState.Paid => "receipt.paid",
        SaleState.PaidOtherwise => otherMeans == Means.Wallet ? "receipt.paid-qr" : "receipt.paid-cash",
        SaleState.NotCharged => "receipt.refused",
        SaleState.BeingChecked or SaleState.BeingReversed => "receipt.unknown",
        SaleState.Parked => "sale.parked",
        SaleState.HandedOver => "sale.moved",
        SaleState.Open => "sale.blocked",
        _ => throw new InvariantException("a sale has no such state"),
    });

    private static bool IsShown(Charge charge, ReceiptFacts facts) => charge.Attempt.Outcome switch
    {
        Outcome.Approved or Outcome.Settled or Outcome.Unknown => true,
        // Without an approval the last attempt is what a customer's bank may ask about.
        Outcome.NotSent or Outcome.Refused or Outcome.Reversed =>
            charge == facts.Charges[^1] && facts.State is not (SaleState.Paid or SaleState.PaidOtherwise),
        _ => throw new InvariantException("an outcome is one of six"),
    };

    private void House(List<PaperLine> paper, ReceiptFacts facts)
    {
        var settings = facts.Settings;
        foreach (var name in new[] { settings.MerchantName.Zh, settings.MerchantName.En }.Distinct())
            paper.AddRange(Columns.Wrap(name).Select(line => new PaperLine(line, IsCentred: true)));
        Rule(paper);
        Row(paper, "receipt.merchant-number", settings.Merchant.Value);
        Row(paper, "receipt.terminal", settings.Terminal.Value);
        Row(paper, "receipt.operator", settings.Operator);
        if (settings.Acquirer.Length > 0)
            Row(paper, "receipt.acquirer", settings.Acquirer);
    }

    private void Card(List<PaperLine> paper, TillSettings settings, Charge charge)
    {
        var attempt = charge.Attempt;
        Rule(paper);
        if (attempt.Issuer is { } issuer)
            Row(paper, "receipt.issuer", issuer);
        Row(paper, "receipt.card", charge.Card.Masked);
        Row(paper, "receipt.method", Both(prompter.Say(MethodOf(charge.EntryMode))));
        Row(paper, "receipt.type", Both(prompter.Say("receipt.sale")));
        Row(paper, "receipt.batch", attempt.Id.Batch.ToString());
        Row(paper, "receipt.trace", attempt.Id.Trace.ToString());
        if (attempt.ApprovalCode is { Length: > 0 } approval)
            Row(paper, "receipt.approval", approval);
        if (attempt.Reference is { Length: > 0 } reference)
            Row(paper, "receipt.reference", reference);
        if (attempt.Approved is { } approved)
            Row(paper, "receipt.amount", approved.ToString());
        if (attempt.Outcome == Outcome.Approved && charge.EntryMode.EndsWith('2'))
            Text(paper, "receipt.no-pin");
    }

    private void Sum(List<PaperLine> paper, ReceiptFacts facts)
    {
        Rule(paper);
        Row(paper, "receipt.date", facts.LocalTime.ToString("yyyy-MM-dd HH:mm:ss"));
        var label = prompter.Say("receipt.amount");
        paper.Add(new PaperLine($"{label.Zh} {facts.Sale.Amount}", IsLarge: true));
        var headline = Headline(facts.State, facts.OtherMeans);
        foreach (var text in new[] { headline.Zh, headline.En })
            paper.AddRange(Columns.Wrap(text).Select(line => new PaperLine(line, IsCentred: true)));
    }

    private void End(List<PaperLine> paper, ReceiptFacts facts)
    {
        Rule(paper);
        if (facts.State is SaleState.BeingChecked or SaleState.BeingReversed or SaleState.NotCharged)
            Text(paper, "receipt.keep");
        paper.Add(new PaperLine(facts.Address, IsQr: true, IsCentred: true));
        Text(paper, "receipt.scan");
        if (facts.State is SaleState.Paid or SaleState.PaidOtherwise)
            Centre(paper, "receipt.thanks");
    }

    private void Row(List<PaperLine> paper, string label, string value) =>
        paper.AddRange(Columns.Pair(Both(prompter.Say(label)), value).Select(line => new PaperLine(line)));

    private void Text(List<PaperLine> paper, string id)
    {
        var words = prompter.Say(id);
        foreach (var text in new[] { words.Zh, words.En })
            paper.AddRange(Columns.Wrap(text).Select(line => new PaperLine(line)));
    }

    private void Centre(List<PaperLine> paper, string id, bool isLarge = false)
    {
        var words = prompter.Say(id);
        paper.Add(new PaperLine(words.Zh, IsLarge: isLarge, IsCentred: true));
        paper.Add(new PaperLine(words.En, IsCentred: true));
    }

    private static void Rule(List<PaperLine> paper) => paper.Add(new PaperLine(new string('-', Columns.Wide)));

    private static string Both(Bilingual words) => $"{words.Zh} {words.En}";

    private static string MethodOf(string entryMode) => entryMode switch
    {
        ['0', '5', ..] => "method.chip",
        ['0', '7', ..] => "method.tap",
        ['0', '2', ..] => "method.swipe",
        _ => throw new InvariantException("the till wrote this entry mode itself"),
    };
}
