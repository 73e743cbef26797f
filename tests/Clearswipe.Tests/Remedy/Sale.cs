using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Remedy;

/// <summary>A blocked sale put together in a line, one second between what was seen.</summary>
internal static class Sale
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));
    public static readonly IssuerId Harbour = new("harbour");
    public static readonly IssuerId Meadow = new("meadow");
    public static readonly IReadOnlySet<StepKind> Everything = Enum.GetValues<StepKind>().ToHashSet();

    public static Situation Where(params Func<DateTimeOffset, Observation>[] seen) => new()
    {
        Now = Noon.AddMinutes(10),
        Seen = [.. seen.Select((see, second) => see(Noon.AddSeconds(second)))],
        OutcomeUnknown = false,
        Possible = Everything,
        Issuer = Harbour,
    };

    public static Counsel Counsel(this Situation situation) => Advisor.Default.Advise(situation);

    public static string Cause(this Counsel counsel) => counsel.Suspects[0].Cause.Value;

    public static IReadOnlyList<Proposal> Proposals(this Counsel counsel) => [counsel.Next, .. counsel.Otherwise];

    public static Func<DateTimeOffset, Observation> Answered(string code, int seconds = 1, IssuerId? issuer = null) =>
        at => new Observation.Answered(at, new(code), issuer ?? Harbour, TimeSpan.FromSeconds(seconds));

    public static Func<DateTimeOffset, Observation> Stripe(StripeRead result) =>
        at => new Observation.StripeWasRead(at, "reader", result, "card");

    public static Func<DateTimeOffset, Observation> Chip(ChipRead result) =>
        at => new Observation.ChipWasRead(at, "reader", result, null, "card");

    public static Func<DateTimeOffset, Observation> OthersRead(int good, int bad) =>
        at => new Observation.OtherCardsAtReader(at, "reader", ReadMethod.Swipe, good, bad);

    public static Func<DateTimeOffset, Observation> OthersAnswered(
        int approved = 0, int wrongPin = 0, int unanswered = 0, int formatError = 0) =>
        at => new Observation.OtherCardsAnswered(at, approved, wrongPin, unanswered, formatError);

    public static Func<DateTimeOffset, Observation> Pad(PadState state) => at => new Observation.PadReported(at, state);

    public static Func<DateTimeOffset, Observation> Printer(PrinterState state) =>
        at => new Observation.PrinterReported(at, state);

    public static Func<DateTimeOffset, Observation> SamePin(bool same) =>
        at => new Observation.PinCompared(at, same);

    public static Func<DateTimeOffset, Observation> Line(Hop broken, double milliseconds = 40, double loss = 0) =>
        at => new Observation.LineProbed(at, "lan", broken, TimeSpan.FromMilliseconds(milliseconds), loss);

    public static Func<DateTimeOffset, Observation> NoAnswer =>
        at => new Observation.NoAnswer(at, "lan", Limits.TillAwaitsSwitch);

    public static Func<DateTimeOffset, Observation> Tried(string step, bool helped = false) =>
        at => new Observation.StepTried(at, new(step), helped);
}
