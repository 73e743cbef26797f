using Clearswipe.Remedy.Catalogue;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Evidence;

/// <summary>What one observation says, in the catalogue's findings. It never says why.</summary>
sealed class Reading(Situation situation, Book book)
{
    // Above these an honest line or issuer is felt to be slow at a counter; ours to tune, not a standard's.
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan SlowLine = TimeSpan.FromMilliseconds(800);
    private const double LossyLine = 0.05;

    private readonly string? _line = LineInUse(situation.Seen);

    public IEnumerable<Fact> Of(Observation seen) => seen switch
    {
        Observation.StripeWasRead stripe => One("stripe-read", Words.Of(stripe.Result), seen),
        Observation.ChipWasRead chip => One("chip-read", Words.Of(chip.Result), seen),
        Observation.CardWasTapped tap => One("tap-read", Words.Of(tap.Result), seen),
        Observation.ApplicationUnknown => One("chip-read", "application-missing", seen),
        Observation.ReaderSilent => One("reader", "silent", seen),
        Observation.OtherCardsAtReader others => OtherReads(others),
        Observation.OtherCardsAnswered others => OtherAnswers(others),
        Observation.LineProbed probe => Line(probe),
        Observation.NotSent notSent => One("line", Words.Of(notSent.BrokenHop), seen),
        Observation.NoAnswer => One("answer", "none", seen),
        Observation.LateAnswer => One("pace", "late", seen),
        Observation.Answered answered => Answer(answered),
        Observation.AnswerMacWrong => One("answer-check", "mac-wrong", seen),
        Observation.AnswerDidNotMatch => One("answer-check", "not-ours", seen),
        Observation.SignedOn signedOn => One("sign-on", signedOn.Succeeded ? "done" : "refused", seen),
        Observation.SoftwareOutdated => One("software", "outdated", seen),
        Observation.PrinterReported printer => One("printer", Words.Of(printer.State), seen),
        Observation.IssuerInMaintenance notice => Notice(notice.Issuer, "maintenance", seen),
        Observation.IssuerFailing notice => Notice(notice.Issuer, "failing", seen),
        Observation.SwitchFailing => One("switch-watch", "failing", seen),
        Observation.Told told => [new Fact(told.Question, told.Answer, seen)],
        Observation.StepTried => [],
        _ => OfKeys(seen),
    };

    /// <summary>Two banks that both refuse a PIN typed here: the pad or its keys, rather than two memories.</summary>
    public Fact? SeveralBanksRefusedThePin()
    {
        var refusals = situation.Seen.OfType<Observation.Answered>()
            .Where(answered => answered.Issuer is not null && AnswerValue(answered) == "wrong-pin")
            .ToList();
        return refusals.DistinctBy(answered => answered.Issuer).Count() > 1
            ? Fact.Of("other-answers", "wrong-pin", refusals[^1])
            : null;
    }

    private static IEnumerable<Fact> OfKeys(Observation seen) => seen switch
    {
        Observation.KeyHeldDown => One("key-held", "seen", seen),
        Observation.KeyStruckTwice => One("key-struck-twice", "seen", seen),
        Observation.PinTooShort => One("pin-entry", "too-short", seen),
        Observation.PinEntryTimedOut { Keys: 0 } => One("pin-entry", "no-keys", seen),
        Observation.PinEntryTimedOut => One("pin-entry", "unfinished", seen),
        Observation.PinCompared compared => One("pin-compared", compared.SameAsBefore ? "same" : "different", seen),
        Observation.PadReported pad => One("pad", Words.Of(pad.State), seen),
        Observation.PinTriesLeft tries => One("tries-left", Tries(tries.Left), seen),
        _ => [],
    };

    private IEnumerable<Fact> Answer(Observation.Answered answered)
    {
        if (AnswerValue(answered) is { } value)
            yield return Fact.Of("answer", value, answered);
        yield return Fact.Of("pace", answered.RoundTrip > SlowAnswer ? "slow" : "prompt", answered);
    }

    private string? AnswerValue(Observation.Answered answered) =>
        book.Codes.AnswerOf(situation.CodeSystem, answered.Code.Value);

    private IEnumerable<Fact> Line(Observation.LineProbed probe)
    {
        if (_line is not null && probe.Line != _line)
            return [];
        if (probe.BrokenHop != Hop.None)
            return One("line", Words.Of(probe.BrokenHop), probe);
        return One("line", probe switch
        {
            { Loss: > LossyLine } => "lossy",
            _ when probe.RoundTrip > SlowLine => "slow",
            _ => "good",
        }, probe);
    }

    // A notice about another bank says nothing about this sale.
    private IEnumerable<Fact> Notice(IssuerId issuer, string value, Observation seen) =>
        situation.Issuer is null || situation.Issuer == issuer ? One("issuer-watch", value, seen) : [];

    private static IEnumerable<Fact> OtherReads(Observation.OtherCardsAtReader others) => others switch
    {
        { Good: 0, Bad: 0 } => [],
        { Bad: 0 } => One("other-reads", "good", others),
        { Good: 0 } => One("other-reads", "bad", others),
        _ => One("other-reads", others.Bad > others.Good ? "bad" : "mixed", others),
    };

    private static IEnumerable<Fact> OtherAnswers(Observation.OtherCardsAnswered others) => others switch
    {
        { Approved: 0, WrongPin: 0, Unanswered: 0, FormatError: 0 } => [],
        { WrongPin: 0, Unanswered: 0, FormatError: 0 } => One("other-answers", "approved", others),
        { Approved: > 0 } => One("other-answers", "mixed", others),
        _ when others.FormatError >= Math.Max(others.WrongPin, others.Unanswered) =>
            One("other-answers", "format-error", others),
        _ => One("other-answers", others.WrongPin >= others.Unanswered ? "wrong-pin" : "unanswered", others),
    };

    private static string Tries(int left) => left switch
    {
        <= 0 => "none",
        1 => "one",
        _ => "several",
    };

    private static string? LineInUse(IReadOnlyList<Observation> seen) =>
        seen.OrderBy(observation => observation.At).Select(LineOf).LastOrDefault(line => line is not null)
            ?? seen.OfType<Observation.LineProbed>().OrderBy(probe => probe.At).LastOrDefault()?.Line;

    private static string? LineOf(Observation seen) => seen switch
    {
        Observation.NotSent notSent => notSent.Line,
        Observation.NoAnswer silent => silent.Line,
        Observation.LateAnswer late => late.Line,
        _ => null,
    };

    private static IEnumerable<Fact> One(string finding, string value, Observation seen) =>
        [Fact.Of(finding, value, seen)];
}
