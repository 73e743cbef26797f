using System.Globalization;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Repeats;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Reversals;

/// <summary>Undoes what is to be undone: sends a reversal, and writes whether the issuer ended it.</summary>
sealed class Reverser(string acquirer, Journal journal, CardSafe cards, Surroundings surroundings, ILogger log)
    : IErrand
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

        SwitchLog.ReversalNotEnded(
            log, attempt.Id, answer is Exchange.Answered(var other, _) ? other.Text(39) ?? "no code" : "no answer");
        return new Happening.ReversalUnanswered();
    }
}
