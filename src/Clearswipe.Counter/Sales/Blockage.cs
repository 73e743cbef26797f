using Clearswipe.Counter.Links;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>Finds out about a blocked sale all that can be found out without a person, then asks Remedy.</summary>
sealed class Blockage(Desk desk)
{
    private readonly ILineProbe _probe = desk.Devices.Probe ?? new DialProbe(desk.Surroundings);
    private DateTimeOffset _probedAt = DateTimeOffset.MinValue;

    /// <summary>How the sale stands is asked after the lines were tried: what can be done depends on them.</summary>
    public async Task<Counsel> Advise(OpenSale sale, Func<Standing> standing, CancellationToken cancellation)
    {
        await ProbeLines(cancellation);
        foreach (var observation in Gathered(sale))
            if (IsNews(observation))
                desk.Eyes.Saw(observation);

        return desk.Advisor.Advise(Situation(sale, standing()));
    }

    /// <summary>The ways to pay that can be offered before anything went wrong.</summary>
    public IReadOnlyList<Proposal> OtherWays(OpenSale sale) =>
        Ordered(desk.Advisor.Advise(new Situation
        {
            Now = desk.Now,
            Seen = [],
            OutcomeUnknown = false,
            Possible = desk.Devices.Wallet is null
                ? new HashSet<StepKind> { StepKind.PayCash, StepKind.Park }
                : new HashSet<StepKind> { StepKind.PayCash, StepKind.PayQr, StepKind.Park },
            Issuer = sale.Issuer,
        }));

    /// <summary>What to do about the printer once the sale is paid; nothing when it is well.</summary>
    public IReadOnlyList<Proposal> AfterPaying(PrinterState printer) => printer is PrinterState.Ready
        ? []
        : Ordered(desk.Advisor.Advise(new Situation
        {
            Now = desk.Now,
            Seen = desk.Eyes.OfSale,
            OutcomeUnknown = false,
            Possible = Ways.AfterPaying,
        })).Where(proposal => Ways.AfterPaying.Contains(proposal.Kind)).ToList();

    public static IReadOnlyList<Proposal> Ordered(Counsel counsel) => [counsel.Next, .. counsel.Otherwise];

    private Situation Situation(OpenSale sale, Standing standing) => new()
    {
        Now = desk.Surroundings.LocalNow,
        Seen = desk.Eyes.OfSale,
        OutcomeUnknown = standing.OutcomeUnknown,
        Possible = Ways.Possible(standing),
        Tried = sale.Tried,
        Issuer = sale.Issuer,
        FallbackAllowed = desk.Settings.FallbackAllowed,
    };

    // Only after the line let us down, and all at once: a customer waits.
    private async Task ProbeLines(CancellationToken cancellation)
    {
        if (!desk.Eyes.OfSale.Any(seen => seen is Observation.NotSent or Observation.NoAnswer && seen.At >= _probedAt))
            return;

        _probedAt = desk.Now;
        var probes = desk.Lines.Preferred.Select(line => Probe(line, cancellation)).ToList();
        foreach (var probed in await Task.WhenAll(probes))
            desk.Eyes.Saw(probed);
        _probedAt = desk.Now;
    }

    private async Task<Observation.LineProbed> Probe(Wire.Framing.ILine line, CancellationToken cancellation)
    {
        var probed = await _probe.Probe(line, cancellation);
        desk.Lines.Fared(line, probed.BrokenHop, probed.RoundTrip);
        return probed;
    }

    private IEnumerable<Observation> Gathered(OpenSale sale)
    {
        var now = desk.Now;
        if (desk.Devices.Keypad.State is var pad and not PadState.Ready)
            yield return new Observation.PadReported(now, pad);
        if (LastMethod() is { } method)
            yield return desk.Recall.OthersAt(desk.Devices.Reader.Name, method, sale.Id.Value);
        if (desk.Eyes.OfSale.Any(IsOfTheLine))
            yield return desk.Recall.OthersAnswered(sale.Card?.Token);
        if (desk.Settings.SoftwareVersion != desk.Settings.WantedVersion)
            yield return new Observation.SoftwareOutdated(
                now, desk.Settings.SoftwareVersion, desk.Settings.WantedVersion);
        foreach (var notice in desk.Board.View.Notices)
            if (Told(notice, now) is { } told)
                yield return told;
    }

    private static bool IsOfTheLine(Observation seen) =>
        seen is Observation.Answered or Observation.NoAnswer or Observation.NotSent;

    private ReadMethod? LastMethod() => desk.Eyes.OfSale.Select(seen => seen switch
    {
        Observation.StripeWasRead => (ReadMethod?)ReadMethod.Swipe,
        Observation.ChipWasRead => ReadMethod.Chip,
        Observation.CardWasTapped => ReadMethod.Tap,
        _ => null,
    }).LastOrDefault(method => method is not null);

    private static Observation? Told(Notice notice, DateTimeOffset now) => notice switch
    {
        Notice.Maintenance(var issuer, var from, var until) => from <= now && now < until
            ? new Observation.IssuerInMaintenance(now, issuer, until)
            : null,
        Notice.IssuerDown(var issuer, _) => new Observation.IssuerFailing(now, issuer),
        _ => throw new InvariantException("a notice is of maintenance or of an issuer that is down"),
    };

    // The same fact at a later moment is none: it would only push older evidence out.
    private bool IsNews(Observation observation) =>
        desk.Eyes.OfSale.LastOrDefault(seen => seen.GetType() == observation.GetType()) is not { } last
            || last with { At = observation.At } != observation;
}
