using System.Globalization;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Cases;
using Clearswipe.Switch.Repeats;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Reversals;

/// <summary>Undoes what is to be undone: sends a reversal, and writes whether the issuer ended it.</summary>
sealed class Reverser(
    string acquirer, Journal journal, CardSafe cards, CaseWatch cases, Surroundings surroundings, ILogger log) : IErrand
{
    public bool HasAny(IssuerId issuer) => journal.HasReversing(issuer);

    public IReadOnlyList<Attempt> Due(IssuerId issuer, int atMost) => journal.DueReversals(issuer, atMost);

    public async Task Run(Route route, Attempt attempt) =>
        await journal.Happened(attempt.Number, await Ask(route, attempt));

    private async Task<Happening> Ask(Route route, Attempt attempt)
    {
        var sentAt = surroundings.Now.ToUniversalTime().ToString("MMddHHmmss", CultureInfo.InvariantCulture);
        var from = attempt.Host?.Acquirer ?? acquirer;
        var message = IssuerMessages.Reversal(attempt, from, cards.Open(attempt.Card), sentAt);
        var answer = await route.Ask(message, "0410");
        if (answer is Exchange.Answered(var said, _) && ResponseCode.Read(said.Text(39)) is { EndsAReversal: true })
        {
            SwitchLog.Reversed(log, attempt.Id);
            return new Happening.IssuerReversed();
        }

        var other = answer is Exchange.Answered(var spoken, _) ? spoken.Text(39) ?? "no code" : "no answer";
        SwitchLog.ReversalNotEnded(log, attempt.Id, other);
        if (ResponseCode.Read(other) is { EndsAnAdvice: true } against)
            await cases.Contradicted(attempt, against);
        return new Happening.ReversalUnanswered();
    }
}
