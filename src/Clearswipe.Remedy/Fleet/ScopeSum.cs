namespace Clearswipe.Remedy.Fleet;

/// <summary>
/// Page's cumulative sum over one scope, for three ways of failing: nearly all cards, a third, one in twelve. A card
/// that fails adds the weight of "it fails", an answer takes away; below zero it does not go. A card that fails again
/// adds nothing, so that one customer who tries five times raises no alarm. (E. S. Page, Biometrika 41, 1954.)
/// </summary>
public sealed class ScopeSum
{
    /// <summary>The share of cards that fail at a scope that is well, where nothing better is known.</summary>
    public const double UsualFailures = 0.01;

    /// <summary>What is certain enough to be told: at the usual rate, four cards in a row.</summary>
    public const double Alarm = 16;

    internal const int Ways = 3;

    private const double AllClear = Alarm / 2;
    private static readonly double[] Shares = [0.9, 0.3, 0.08];

    // The milder ways get this handicap: chance alone brings a dozen failures in a hundred sooner than four in a row.
    private static readonly double[] Handicaps = [0, 4, 4];

    private readonly Failing[] _ways;
    private readonly Run[] _runs = new Run[Ways];
    private readonly CardMemory _cards = new();
    private int _raisedBy = -1;

    /// <param name="usual">The share of cards that fail while the scope is well, above 0 and at most 0.5.</param>
    public ScopeSum(double usual = UsualFailures)
    {
        if (usual is not (> 0 and <= 0.5))
            throw new ArgumentOutOfRangeException(
                nameof(usual), usual, "the usual share of failures is above 0 and at most 0.5");
        _ways = [.. Shares.Select(share => new Failing(usual, share))];
    }

    public bool IsAlarmed => _raisedBy >= 0;

    /// <summary>When the first of the failures came that count now.</summary>
    public DateTimeOffset Since => _runs[Leading].Since;

    public int CardsHurt => _runs[Leading].Cards;

    private int Leading => _raisedBy >= 0 ? _raisedBy : Largest();

    /// <summary>A probe that failed has no card: it counts, and it hurt nobody.</summary>
    public void Failed(string? card, DateTimeOffset at)
    {
        if (card is not null && !_cards.Add(card))
            return;
        for (var way = 0; way < Ways; way++)
            _runs[way] = _runs[way].After(_ways[way].Failed, Alarm + Handicaps[way], card is not null, at);
        if (_raisedBy < 0 && Largest() is var largest && Score(largest) >= Alarm)
            _raisedBy = largest;
    }

    /// <summary>An answer of any kind: a wrong PIN and missing funds speak for the scope.</summary>
    public void Answered()
    {
        var isAtRest = true;
        for (var way = 0; way < Ways; way++)
        {
            _runs[way] = _runs[way].After(_ways[way].Answered);
            isAtRest &= _runs[way].Sum == 0;
        }

        if (isAtRest)
            _cards.Clear();
        if (_raisedBy >= 0 && _runs[_raisedBy].Sum < AllClear)
            CallOff();
    }

    /// <summary>It was seen to work as a whole: what failed before says nothing any more.</summary>
    public void Works()
    {
        Array.Clear(_runs);
        _cards.Clear();
        _raisedBy = -1;
    }

    internal bool Remembers(string card) => _cards.Has(card);

    /// <summary>The largest of the sums, each less its handicap.</summary>
    internal static double Largest(ReadOnlySpan<double> sums)
    {
        var largest = 0.0;
        for (var way = 0; way < Ways; way++)
            largest = Math.Max(largest, sums[way] - Handicaps[way]);
        return largest;
    }

    /// <summary>The sums as they would be had this card not failed.</summary>
    internal void CopyTo(Span<double> sums, string? without)
    {
        var counted = without is not null && _cards.Has(without);
        for (var way = 0; way < Ways; way++)
            sums[way] = counted ? Math.Max(0, _runs[way].Sum - _ways[way].Failed) : _runs[way].Sum;
    }

    // Silence speaks for nearly all cards failing. That a few do, the ended ones have to show: of the many that are
    // under way at once a few are always slow.
    internal void AddSilent(Span<double> sums, double slower) => sums[0] += _ways[0].Silent(slower);

    internal void AddFailure(Span<double> sums)
    {
        for (var way = 0; way < Ways; way++)
            sums[way] += _ways[way].Failed;
    }

    internal void AddAnswer(Span<double> sums)
    {
        for (var way = 0; way < Ways; way++)
            sums[way] = Math.Max(0, sums[way] + _ways[way].Answered);
    }

    // What the alarm was about is over; what else might be wrong has to show itself anew.
    private void CallOff()
    {
        _raisedBy = -1;
        for (var way = 0; way < Ways; way++)
            _runs[way] = _runs[way] with { Sum = Math.Min(_runs[way].Sum, AllClear) };
    }

    private int Largest()
    {
        var largest = 0;
        for (var way = 1; way < Ways; way++)
            if (Score(way) > Score(largest))
                largest = way;
        return largest;
    }

    private double Score(int way) => _runs[way].Sum - Handicaps[way];

    // No larger than the alarm: an outage of hours ends as soon as one of minutes.
    private readonly record struct Run(double Sum, DateTimeOffset Since, int Cards)
    {
        public Run After(double failure, double most, bool isCard, DateTimeOffset at) => new(
            Math.Min(Sum + failure, most), Sum == 0 ? at : Since, (Sum == 0 ? 0 : Cards) + (isCard ? 1 : 0));

        public Run After(double answer) => Sum + answer > 0 ? this with { Sum = Sum + answer } : default;
    }
}
