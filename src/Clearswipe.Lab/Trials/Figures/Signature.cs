using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Figures;

/// <summary>What was seen as one word, so that sales with the same evidence can be counted together.</summary>
static class Signature
{
    private const double SlowAnswer = 6;
    private const double SlowLine = 0.8;
    private const double LossyLine = 0.05;

    public static string Of(IEnumerable<Observation> seen) =>
        string.Join('|', seen.Select(WordOf).Where(word => word.Length > 0).Order(StringComparer.Ordinal));

    private static string WordOf(Observation seen) => seen switch
    {
        Observation.StripeWasRead stripe => $"stripe {stripe.Result}",
        Observation.ChipWasRead chip => $"chip {chip.Result}",
        Observation.CardWasTapped tap => $"tap {tap.Result}",
        Observation.OtherCardsAtReader others => $"reads {Mix(others.Good, others.Bad)}",
        Observation.OtherCardsAnswered others =>
            $"answers {Mix(others.Approved, others.WrongPin + others.Unanswered + others.FormatError)}"
            + $" {others.WrongPin > 0} {others.Unanswered > 0} {others.FormatError > 0}",
        Observation.PinEntryTimedOut timedOut => $"timed out {timedOut.Keys > 0}",
        Observation.PadReported pad => $"pad {pad.State}",
        Observation.LineProbed probe =>
            $"line {probe.BrokenHop} {probe.Loss > LossyLine} {probe.RoundTrip.TotalSeconds > SlowLine}",
        Observation.NotSent notSent => $"not sent {notSent.BrokenHop}",
        Observation.Answered answered => $"{answered.Code} {answered.RoundTrip.TotalSeconds > SlowAnswer}",
        Observation.SignedOn signedOn => $"signed on {signedOn.Succeeded}",
        Observation.PrinterReported printer => $"printer {printer.State}",
        _ => seen.GetType().Name,
    };

    private static string Mix(int good, int bad) => (good, bad) switch
    {
        (0, 0) => "none",
        (_, 0) => "good",
        (0, _) => "bad",
        _ => bad > good ? "mostly bad" : "mixed",
    };
}
