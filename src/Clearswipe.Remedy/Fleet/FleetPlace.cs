namespace Clearswipe.Remedy.Fleet;

/// <summary>
/// The scopes that a sale has: one of each kind. It counts, too, how sales with just these scopes fared lately and
/// before: a half-life of two minutes, and of two hours before that.
/// </summary>
public sealed class FleetPlace
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Long = TimeSpan.FromHours(2);

    private readonly CardMemory _cards = new();
    private Counts _lately;
    private Counts _just;
    private Counts _long;
    private DateTimeOffset _at;

    internal FleetPlace(IReadOnlyList<FleetScope> scopes, ScopeWatch[] watches)
    {
        Scopes = scopes;
        Watches = watches;
    }

    public IReadOnlyList<FleetScope> Scopes { get; }

    internal ScopeWatch[] Watches { get; }

    internal double Bad => _lately.Bad;

    internal double All => _lately.All;

    // A sale of age t counts (1 - 2^(-t / 2 min))^2: what begins now does not soon become what is usual.
    internal double BadBefore => Math.Max(0, _long.Bad - (2 * _lately.Bad) + _just.Bad);

    internal double AllBefore => Math.Max(0, _long.All - (2 * _lately.All) + _just.All);

    internal void CountAnswer(DateTimeOffset at) => Count(0, at);

    internal void CountFailure(string card, DateTimeOffset at)
    {
        Fade(at);
        if (_lately.Bad < 0.1)
            _cards.Clear();
        if (_cards.Add(card))
            Count(1, at);
    }

    internal void Fade(DateTimeOffset now)
    {
        if (now <= _at)
            return;
        var lately = double.Exp2(-((now - _at) / Lately));
        _lately = _lately.Times(lately);
        _just = _just.Times(lately * lately);
        _long = _long.Times(double.Exp2(-((now - _at) / Long)));
        _at = now;
    }

    private void Count(int bad, DateTimeOffset at)
    {
        Fade(at);
        (_lately, _just, _long) = (_lately.Plus(bad), _just.Plus(bad), _long.Plus(bad));
    }

    private readonly record struct Counts(double All, double Bad)
    {
        public Counts Plus(int bad) => new(All + 1, Bad + bad);

        public Counts Times(double share) => new(All * share, Bad * share);
    }
}
