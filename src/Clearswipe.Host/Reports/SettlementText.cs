using Clearswipe.Switch.Settlements;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Reports;

/// <summary>The report of a day's settlement as people read it, in one language after the other.</summary>
sealed class SettlementText(TextWriter output, IReadOnlyList<Language> languages)
{
    private const string Nothing = "–";

    public void Write(SettlementView view)
    {
        foreach (var (language, index) in languages.Select((language, index) => (language, index)))
        {
            if (index > 0)
                output.WriteLine();
            Write(view, language);
        }
    }

    private void Write(SettlementView view, Language language)
    {
        var day = $"{view.Day[..4]}-{view.Day[4..6]}-{view.Day[6..]}";
        output.WriteLine(SettlementWords.Title.With("day", day).In(language));
        Head(SettlementWords.Batches, view.Batches.Count == 0 ? SettlementWords.NoBatch : null, language);
        foreach (var batch in view.Batches)
            Compared($"{batch.Terminal} {batch.Batch}", batch.Totals, SettlementWords.Terminal, language);
        Head(SettlementWords.Issuers, view.Days.Count == 0 ? SettlementWords.NoIssuer : null, language);
        foreach (var issuer in view.Days)
            Write(issuer, language);
        Head(SettlementWords.Differences, view.Differences.Count == 0 ? SettlementWords.NoDifference : null, language);
        foreach (var difference in view.Differences)
            Write(difference, language);
    }

    private void Head(Bilingual words, Bilingual? nothing, Language language)
    {
        output.WriteLine();
        output.WriteLine(words.In(language));
        if (nothing is not null)
            output.WriteLine($"  {nothing.In(language)}");
    }

    private void Write(DayView day, Language language)
    {
        if (day.Settled is { } settled)
        {
            Compared(day.Issuer.Value, settled, SettlementWords.Issuer, language);
            // A reversal may come after its day was settled: what it changed is said, not hidden.
            if (day.Totals != settled.Ours)
                Side(SettlementWords.Since, day.Totals, language);
            return;
        }

        output.WriteLine($"  {day.Issuer}  {SettlementWords.NotSettled.In(language)}");
        Side(SettlementWords.Switch, day.Totals, language);
    }

    private void Compared(string name, Comparison totals, Bilingual other, Language language)
    {
        var verdict = totals.IsBalanced ? SettlementWords.Balanced : SettlementWords.NotBalanced;
        output.WriteLine($"  {name}  {verdict.In(language)}");
        Side(SettlementWords.Switch, totals.Ours, language);
        if (!totals.IsBalanced)
            Side(other, totals.Theirs, language);
    }

    private void Side(Bilingual name, SettlementTotals totals, Language language) =>
        output.WriteLine($"    {name.In(language)}: " + SettlementWords.Totals
            .With("debits", $"{totals.Debits}").With("debitCount", $"{totals.DebitCount}")
            .With("credits", $"{totals.Credits}").With("creditCount", $"{totals.CreditCount}")
            .With("net", $"{totals.Net}").In(language));

    private void Write(Difference difference, Language language)
    {
        var name = difference.Issuer is { } issuer ? $"{difference.Id} {issuer} {difference.Rrn}" : $"{difference.Id}";
        var code = difference.Code is { } said ? $" [{said}]" : "";
        output.WriteLine($"  {name}{code}");
        output.WriteLine($"    {SettlementWords.Of(difference.Reason).In(language)}");
        output.WriteLine("    " + SettlementWords.Amounts
            .With("ours", difference.Ours?.ToString() ?? Nothing)
            .With("theirs", difference.Theirs?.ToString() ?? Nothing).In(language));
    }
}
