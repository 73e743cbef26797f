using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Repeats;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Advices;

/// <summary>
/// Stores advices and forwards each until its issuer has heard it, those of one terminal in their order. An advice is
/// told again from its row alone: no PIN block and no track is ever part of it (invariant M9).
/// </summary>
sealed class Adviser(string acquirer, Journal journal, CardSafe cards, Surroundings surroundings, ILogger log) : IErrand
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, TaskCompletionSource<Attempt>> _awaited = [];

    /// <summary>There is an advice for this issuer.</summary>
    public event Action<IssuerId>? MustTell;

    /// <summary>
    /// Writes the advice. A notice is done with that; what needs the issuer's word waits for it as long as a terminal
    /// may be kept, and is told to the issuer beyond that all the same.
    /// </summary>
    public async Task<Attempt> Take(Attempt advice, Route route)
    {
        var heard = Await(advice.Number);
        try
        {
            var (written, isNew) = await journal.Begin(advice, _ => { });
            if (written.State == AttemptState.Advising)
                MustTell?.Invoke(route.Settings.Issuer);
            return isNew && written.State == AttemptState.Advising && !advice.Service.IsNotice() && route.IsUp
                ? await Heard(heard, written)
                : written;
        }
        finally
        {
            lock (_gate)
                _awaited.Remove(advice.Number);
        }
    }

    public bool HasAny(IssuerId issuer) => journal.Read(session => AdviceTable.HasAny(session, issuer));

    public IReadOnlyList<Attempt> Due(IssuerId issuer, int atMost) =>
        journal.Read(session => AdviceTable.Due(session, issuer, journal.Node, surroundings.Now, atMost));

    public async Task Run(Route route, Attempt attempt)
    {
        var after = await journal.Happened(attempt.Number, await Ask(route, attempt));
        lock (_gate)
            if (_awaited.TryGetValue(attempt.Number, out var heard))
                heard.TrySetResult(after);
    }

    private async Task<Happening> Ask(Route route, Attempt attempt)
    {
        var original = attempt.Original is { } number ? journal.Find(number) : null;
        var message = IssuerMessages.Advice(attempt, original, acquirer, cards.Open(attempt.Card));
        var exchange = await route.Ask(message, Wire.Iso8583.MessageType.AnswerTo(message.Type));
        if (exchange is Exchange.Answered(var answer, _) && ResponseCode.Read(answer.Text(39)) is { } code)
        {
            SwitchLog.AdviceAnswered(log, attempt.Id, code);
            return IssuerMessages.Answered(code, answer);
        }

        return exchange is Exchange.NotSent ? new Happening.NeverSent() : new Happening.IssuerSilent();
    }

    private TaskCompletionSource<Attempt> Await(long number)
    {
        var heard = new TaskCompletionSource<Attempt>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _awaited.Add(number, heard);
        return heard;
    }

    private async Task<Attempt> Heard(TaskCompletionSource<Attempt> heard, Attempt meanwhile)
    {
        using var patience = new CancellationTokenSource(Limits.SwitchAwaitsIssuer, surroundings.Time);
        using var late = patience.Token.Register(() => heard.TrySetResult(meanwhile));
        return await heard.Task;
    }
}
