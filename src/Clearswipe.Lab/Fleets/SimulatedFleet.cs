using Clearswipe.Remedy.Fleet;

namespace Clearswipe.Lab.Fleets;

/// <summary>
/// Sales as a fleet has them: 30 issuers, 8 links of acquirers, 20 regions and 2,000 merchants, a few large and many
/// small (Zipf); a merchant has one link, one region and one or two terminals. Of cards that nothing is wrong with one
/// in a hundred fails, half of them by silence of 55 s. The same seed gives the same sales.
/// </summary>
sealed class SimulatedFleet(int seed, double salesPerSecond = 50)
{
    private const int Issuers = 30;
    private const int Links = 8;
    private const int Regions = 20;
    private const int Merchants = 2000;
    private const double FailsAnyway = 0.01;
    private static readonly TimeSpan GivenUp = TimeSpan.FromSeconds(55);

    private readonly Random _chance = new(seed);
    private readonly Dictionary<(int Issuer, int Terminal), FleetPlace> _places = [];
    private readonly PriorityQueue<Ending, DateTimeOffset> _endings = new();
    private readonly string[] _cards = [.. Enumerable.Range(0, 200_000).Select(card => $"card {card}")];
    private readonly double[] _issuers = Zipf(Issuers);
    private readonly double[] _merchants = Zipf(Merchants);
    private long _sales;

    public FleetEvidence Evidence { get; } = new();

    public DateTimeOffset Now { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>What is broken: this share of an issuer's cards fails, by silence or by an answer.</summary>
    public (int Issuer, double Share, bool Silent)? Broken { get; set; }

    public static FleetScope Issuer(int issuer) => new(ScopeKind.Issuer, $"{issuer}");

    /// <summary>The next thing that happens: a sale leaves or ends.</summary>
    public Happened Next()
    {
        var leaves = Now + TimeSpan.FromSeconds(-Math.Log(1 - _chance.NextDouble()) / salesPerSecond);
        if (_endings.TryPeek(out var ending, out var endsAt) && endsAt <= leaves)
        {
            _endings.Dequeue();
            Now = endsAt;
            return End(ending);
        }

        Now = leaves;
        return Leave();
    }

    private Happened Leave()
    {
        var (issuer, merchant) = (Drawn(_issuers), Drawn(_merchants));
        var place = PlaceOf(issuer, (merchant * 2) + (merchant % 2 == 0 ? 0 : _chance.Next(2)));
        var card = _cards[_chance.Next(_cards.Length)];
        var broken = Broken is var (which, share, _) && which == issuer && _chance.NextDouble() < share;
        var fails = broken || _chance.NextDouble() < FailsAnyway;
        var silent = fails && (broken ? Broken!.Value.Silent : _chance.Next(2) == 0);
        Evidence.Sent(place, ++_sales, card, Now);
        _endings.Enqueue(
            new Ending(place, issuer, _sales, card, fails, broken), Now + (silent ? GivenUp : Answering()));
        return new(place, issuer, HasLeft: true, IsOfOutage: broken);
    }

    private Happened End(Ending ending)
    {
        if (ending.Fails)
            Evidence.Failed(ending.Place, ending.Sale, ending.Card, Now);
        else
            Evidence.Answered(ending.Place, ending.Sale, Now);
        return new(ending.Place, ending.Issuer, HasLeft: false, ending.IsOfOutage);
    }

    private FleetPlace PlaceOf(int issuer, int terminal)
    {
        if (_places.TryGetValue((issuer, terminal), out var place))
            return place;
        var merchant = terminal / 2;
        return _places[(issuer, terminal)] = Evidence.Place(
            Issuer(issuer),
            new(ScopeKind.AcquirerLink, $"{merchant * 7919 % 104_729 % Links}"),
            new(ScopeKind.Region, $"{merchant * 6007 % 104_729 % Regions}"),
            new(ScopeKind.Merchant, $"{merchant}"),
            new(ScopeKind.Terminal, $"{terminal}"));
    }

    // Lognormal: half within 0.7 s, nine of ten within 1.5 s.
    private TimeSpan Answering()
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _chance.NextDouble())) * Math.Cos(Math.Tau * _chance.NextDouble());
        return TimeSpan.FromSeconds(0.7 * Math.Exp(0.6 * normal));
    }

    private int Drawn(double[] upTo)
    {
        var place = Array.BinarySearch(upTo, _chance.NextDouble());
        return Math.Min(place < 0 ? ~place : place, upTo.Length - 1);
    }

    private static double[] Zipf(int count)
    {
        var all = Enumerable.Range(1, count).Sum(rank => 1.0 / rank);
        var sum = 0.0;
        return [.. Enumerable.Range(1, count).Select(rank => sum += 1 / (rank * all))];
    }

    public readonly record struct Happened(FleetPlace Place, int Issuer, bool HasLeft, bool IsOfOutage);

    private readonly record struct Ending(
        FleetPlace Place, int Issuer, long Sale, string Card, bool Fails, bool IsOfOutage);
}
