using System.Globalization;
using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Sales;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Counter.Links;

/// <summary>What a look-up found out.</summary>
enum LookedUp
{
    /// <summary>The original's own answer: it is final.</summary>
    Final,
    StillDeciding,
    /// <summary>The host knows nothing final, or not how to look up: the attempt is to be reversed.</summary>
    NothingKnown,
    NoAnswer,
}

/// <summary>All that the till says to the switch, and what each answer means.</summary>
sealed class Conversation(
    Requests requests, Caller caller, Lines lines, IKeypad pad, Journal journal, Surroundings surroundings,
    IWitness witness)
{
    private const int WorkingKeysLength = 40;
    private bool _keysAreDoubtful;

    public Lines Lines => lines;

    public ValueTask HangUp() => caller.HangUp();

    /// <summary>Takes new working keys and the host's batch; false when it could not be done by any line.</summary>
    public async Task<bool> SignOn(CancellationToken cancellation)
    {
        var heard = await AskAnywhere(
            trace => requests.SignOn(trace, journal.Batch), Limits.TillAwaitsSwitch, cancellation);
        var succeeded = heard is { Code.IsApproval: true } && await Load(heard.Message, cancellation);
        _keysAreDoubtful &= !succeeded;
        if (heard is { Code: { IsApproval: false } code })
            witness.Saw(new Observation.Answered(surroundings.Now, code, null, heard.RoundTrip));
        witness.Saw(new Observation.SignedOn(surroundings.Now, succeeded));
        return succeeded;
    }

    /// <summary>Tries the lines from the preferred on; the notices, or null when none answered.</summary>
    public async Task<IReadOnlyList<Notice>?> Echo(CancellationToken cancellation)
    {
        foreach (var line in lines.Preferred)
        {
            var trace = await journal.NextTrace();
            var heard = await Ask(requests.Echo(trace, journal.Batch), line, Limits.LookUpAnswers, cancellation);
            if (heard is Heard.Answer answer)
                return Notices.Read(answer.Message.Text(62));
        }

        return null;
    }

    /// <summary>Sends a sale over one line; only a verified answer comes back as one.</summary>
    public Task<Heard> Authorise(
        Charge charge, CardInHand card, ReadOnlyMemory<byte>? pinBlock, ILine line, CancellationToken cancellation) =>
        Ask(requests.Sale(charge, card, pinBlock), line, Limits.TillAwaitsSwitch, cancellation);

    /// <summary>What the till sends, masked and without the card's expiry, for the evidence.</summary>
    public string Masked(Charge charge, CardInHand card, ReadOnlyMemory<byte>? pinBlock) =>
        requests.Sale(charge, card, pinBlock).Message.Without(14).ToString();

    public async Task<(LookedUp Found, Charge Charge)> LookUp(Charge charge, CancellationToken cancellation)
    {
        var heard = await AskAnywhere(
            trace => requests.LookUp(trace, journal.Batch, charge), Limits.LookUpAnswers, cancellation);
        if (heard is not { Code: { } code } answer)
            return (LookedUp.NoAnswer, charge);

        // Only the original's own answer carries the original's amount.
        if (!answer.Message.Has(4))
            return (code.Value == "09" ? LookedUp.StillDeciding : LookedUp.NothingKnown, charge);

        var verdict = VerdictOf(answer.Message, code);
        witness.Saw(new Observation.Answered(surroundings.Now, code, IssuerOf(verdict), answer.RoundTrip));
        var proved = await journal.Prove(
            charge, new Proof.Answered(verdict), (EvidenceKind.Received, answer.Message.ToString()));
        return (proved.Attempt.Outcome == Outcome.Unknown ? LookedUp.NothingKnown : LookedUp.Final, proved);
    }

    /// <summary>Tries once, over every line, to reverse what it was decided to reverse.</summary>
    public async Task<Charge> Reverse(Charge charge, CancellationToken cancellation)
    {
        Invariant.Holds(charge.Attempt.IsBeingReversed, "a reversal is decided before it is sent");
        var tried = await journal.CountTry(charge);
        if (journal.PanOf(charge) is not { } pan)
            return tried;

        var heard = await AskAnywhere(
            _ => requests.Reversal(tried, pan, journal.Batch), Limits.TillAwaitsSwitch, cancellation);
        return heard is { Code: { } code } answer
            ? await journal.Prove(
                tried, new Proof.ReversalAnswered(code), (EvidenceKind.Received, answer.Message.ToString()))
            : tried;
    }

    public static Verdict VerdictOf(Message answer, ResponseCode code) => new(
        code, AmountOf(answer), answer.Text(38), answer.Text(37), IssuerName(answer.Text(44)));

    public static IssuerId? IssuerOf(Verdict verdict) =>
        verdict.Issuer is { } issuer ? new IssuerId(issuer) : null;

    private async Task<Heard.Answer?> AskAnywhere(
        Func<TraceNumber, Request> request, TimeSpan patience, CancellationToken cancellation)
    {
        foreach (var line in lines.FromCurrent)
        {
            var asked = request(await journal.NextTrace());
            if (asked.IsSigned && _keysAreDoubtful)
                await SignOn(cancellation);
            if (await Ask(asked, line, patience, cancellation) is Heard.Answer answer)
                return answer;
        }

        return null;
    }

    private async Task<Heard> Ask(Request request, ILine line, TimeSpan patience, CancellationToken cancellation)
    {
        var heard = await caller.Ask(new Call(request, line, patience), cancellation);
        // Keys out of step would keep every look-up and reversal unanswered for ever.
        _keysAreDoubtful |= heard is Heard.Silence { MacWasWrong: true } or Heard.NoKeys
            || (heard is Heard.Answer { Code: { } code }
                && (code == ResponseCode.SignOnAgain || code == ResponseCode.MacError));
        switch (heard)
        {
            case Heard.Answer(_, var roundTrip):
                lines.Fared(line, Hop.None, roundTrip);
                lines.Use(line);
                break;
            case Heard.NotSent(var hop):
                lines.Fared(line, hop, null);
                break;
            case Heard.Silence { MacWasWrong: false }:
                lines.Fared(line, Hop.HostEcho, null);
                break;
        }

        return heard;
    }

    private async Task<bool> Load(Message answer, CancellationToken cancellation)
    {
        if (answer.Bytes(62) is not { Length: WorkingKeysLength } keys
            || !await pad.LoadKeys(
                new WrappedKey(keys[..16], keys[16..20]), new WrappedKey(keys[20..28], keys[36..40]), cancellation))
            return false;

        if (answer.Text(60) is { Length: >= 8 } told
            && int.TryParse(told.AsSpan(2, 6), NumberStyles.None, CultureInfo.InvariantCulture, out var batch)
            && batch > 0)
            await journal.SetBatch(new BatchNumber(batch));
        return true;
    }

    private static Money AmountOf(Message answer) => Money.Fen(
        long.TryParse(answer.Text(4), NumberStyles.None, CultureInfo.InvariantCulture, out var fen) ? fen : 0);

    // The issuer's name is padded to eleven; the acquirer's follows.
    private static string? IssuerName(string? field) =>
        field is { Length: > 0 } && field[..Math.Min(11, field.Length)].Trim() is { Length: > 0 } name ? name : null;
}
