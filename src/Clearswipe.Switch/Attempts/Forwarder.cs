using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Attempts;

/// <summary>Sends an attempt to its issuer once, after it is durable, and writes what became of it.</summary>
sealed class Forwarder(Journal journal, Surroundings surroundings, IWitness witness, ILogger log)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, TaskCompletionSource<Attempt>> _open = [];

    /// <summary>The attempt as it stands at its end; a copy of it waits for the same end.</summary>
    public async Task<Attempt> Forward(Attempt attempt, Route route, Message message)
    {
        // With the line down there is nothing to wait for, and "never sent" is certain.
        if (!route.IsUp)
        {
            SawNotSent(attempt, route.Settings.Issuer, route.BrokenHop);
            attempt = attempt.After(new Happening.NeverSent(), surroundings.Now);
        }

        var (written, isNew) = await Begin(attempt);
        return written.State != AttemptState.Forwarded ? written
            : isNew ? await Finish(written, route, message)
            : await Join(written);
    }

    /// <summary>An answer that nobody waits for: it is matched with its attempt, and undoes no reversal.</summary>
    public async Task TakeStray(IssuerId issuer, Message answer)
    {
        if (Original(issuer, answer) is not { } attempt)
        {
            SwitchLog.StrangeAnswer(log, issuer, answer.Type, answer.Text(11));
            witness.Saw(new Observation.AnswerDidNotMatch(surroundings.Now, issuer.Value));
            return;
        }

        SwitchLog.LateAnswer(log, issuer, answer.Type, attempt.Id, attempt.State);
        witness.Saw(new Observation.LateAnswer(surroundings.Now, issuer.Value, surroundings.Now - attempt.At));
        if (HappeningOf(answer) is { } happening)
            await journal.Happened(attempt.Number, happening);
    }

    private async Task<(Attempt Attempt, bool IsNew)> Begin(Attempt attempt)
    {
        var isOpen = false;
        try
        {
            return await journal.Begin(attempt, begun =>
            {
                Open(begun);
                isOpen = true;
            });
        }
        catch (Exception failure) when (isOpen)
        {
            // Nothing was sent. When the row is there all the same, it is found and reversed as lost.
            Close(attempt.Number)?.TrySetException(failure);
            throw;
        }
    }

    private async Task<Attempt> Finish(Attempt attempt, Route route, Message message)
    {
        try
        {
            var ended = await journal.Ended(attempt, await Ask(attempt, route, message));
            Close(attempt.Number)?.TrySetResult(ended);
            return ended;
        }
        catch (Exception failure)
        {
            Close(attempt.Number)?.TrySetException(failure);
            await ReverseOpen(attempt, failure);
            throw;
        }
    }

    // The session is dropped, and what it left open is reversed: now, or at the next start when the store is broken.
    private async Task ReverseOpen(Attempt attempt, Exception failure)
    {
        SwitchLog.ForwardingFailed(log, attempt.Id, failure);
        try
        {
            await journal.Happened(attempt.Number, new Happening.IssuerSilent());
        }
        catch (Exception second)
        {
            SwitchLog.ForwardingFailed(log, attempt.Id, second);
        }
    }

    private async Task<Happening> Ask(Attempt attempt, Route route, Message message)
    {
        var issuer = route.Settings.Issuer;
        switch (await route.Ask(message, MessageType.AnswerTo(message.Type)))
        {
            case Exchange.Answered(var answer, var took) when CodeOf(answer) is { } code:
                witness.Saw(new Observation.Answered(surroundings.Now, code, issuer, took)
                {
                    Card = attempt.Card.Token,
                });
                return IssuerMessages.Answered(code, answer);
            case Exchange.Answered:
                witness.Saw(new Observation.AnswerDidNotMatch(surroundings.Now, issuer.Value));
                return new Happening.IssuerSilent();
            case Exchange.NotSent(var hop):
                SawNotSent(attempt, issuer, hop);
                return new Happening.NeverSent();
            case Exchange.NoAnswer(var waited):
                witness.Saw(new Observation.NoAnswer(surroundings.Now, issuer.Value, waited)
                {
                    Issuer = issuer,
                    Card = attempt.Card.Token,
                });
                return new Happening.IssuerSilent();
            default:
                throw new InvariantException($"asking for {attempt.Id} was answered, was not, or was never sent");
        }
    }

    // Without a broken hop it is the issuer's maintenance: nothing was seen of the line.
    private void SawNotSent(Attempt attempt, IssuerId issuer, Hop hop)
    {
        if (hop != Hop.None)
            witness.Saw(new Observation.NotSent(surroundings.Now, issuer.Value, hop) { Card = attempt.Card.Token });
    }

    private Attempt? Original(IssuerId issuer, Message answer) =>
        long.TryParse(answer.Text(37), out var number) && journal.Find(number) is { } attempt
            && attempt.Issuer == issuer && attempt.Id.Terminal.Value == answer.Text(41)
            && attempt.IssuerTrace == answer.Text(11) && attempt.LocalDate == answer.Text(13)
            && attempt.Amount == (SaleAsked.AmountOf(answer.Text(4)) ?? Money.Fen(0))
            ? attempt
            : null;

    private static Happening? HappeningOf(Message answer) => (answer.Type, CodeOf(answer)) switch
    {
        ("0110" or "0210" or "0230" or "0630", { } code) => IssuerMessages.Answered(code, answer),
        ("0410", { EndsAReversal: true }) => new Happening.IssuerReversed(),
        _ => null,
    };

    private static ResponseCode? CodeOf(Message answer) => ResponseCode.Read(answer.Text(39));

    private async Task<Attempt> Join(Attempt attempt)
    {
        TaskCompletionSource<Attempt>? open;
        lock (_gate)
            _open.TryGetValue(attempt.Number, out open);
        // Where nobody waits any more it ended while its copy was written: the journal knows how.
        return open is null ? journal.Find(attempt.Number) ?? attempt : await open.Task;
    }

    private void Open(Attempt attempt)
    {
        if (attempt.State != AttemptState.Forwarded)
            return;
        var open = new TaskCompletionSource<Attempt>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _open[attempt.Number] = open;
    }

    private TaskCompletionSource<Attempt>? Close(long number)
    {
        lock (_gate)
            return _open.Remove(number, out var open) ? open : null;
    }
}
