using Clearswipe.Lab.Cards;
using Clearswipe.Lab.People;
using Clearswipe.Lab.Shops;
using Clearswipe.Lab.Time;
using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Runs;

/// <summary>
/// Sells in a world while things go wrong at random, then heals everything, waits until what was open has closed, and
/// audits: nothing lost, nothing doubled, nobody left without advice.
/// </summary>
public sealed class LabRun
{
    private const int SalesInADay = 50;
    private const int CardsInAWallet = 3;
    private static readonly TimeSpan Settles = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan BetweenSales = TimeSpan.FromMinutes(1);

    private readonly World _world;
    private readonly Kernel _kernel;
    private readonly IReadOnlyList<Trouble> _troubles;
    private readonly List<SaleStory> _stories = [];
    private readonly List<string> _happened = [];
    private readonly List<Violation> _violations = [];
    private int _powerCuts;

    private LabRun(World world, ulong seed)
    {
        _world = world;
        _kernel = new Kernel(seed, world.Start);
        _troubles = Trouble.Of(world.Rates);
    }

    private SeededChance Chance => _kernel.Chance;

    /// <summary>Runs so many sales from the seed over simulated disks; the wall clock only measures.</summary>
    public static LabReport Run(World world, int sales, ulong seed, TimeProvider wall)
    {
        var began = wall.GetTimestamp();
        var run = new LabRun(world, seed);
        return run.Report(run.TryRun(sales), wall.GetElapsedTime(began));
    }

    private AuditReport TryRun(int sales)
    {
        try
        {
            return _kernel.Run(() => Run(sales));
        }
        catch (Exception failure)
        {
            return new AuditReport(0, 0, 0, [new Violation("every run comes to its end", $"{failure}")]);
        }
    }

    private async Task<AuditReport> Run(int sales)
    {
        var shop = await Shop.Open(_world, _kernel);
        await shop.Ready(Settles);
        for (var sale = 0; sale < sales; sale++)
        {
            if (sale % SalesInADay == SalesInADay - 1)
                await Bankers.BeginDay(shop, sale);
            await SellOnce(shop);
        }

        await shop.Heal();
        await Task.Delay(Settles, _kernel.Time);
        var audit = shop.Audit();
        _powerCuts = shop.Stations.Sum(station => station.Disk!.PowerCuts);
        await shop.DisposeAsync();
        return audit;
    }

    private async Task SellOnce(Shop shop)
    {
        var troubles = _troubles.Where(trouble => Chance.Happens(trouble.Rate)).ToList();
        _happened.AddRange(troubles.Select(trouble => trouble.Name));
        var underWay = troubles.Select(trouble => trouble.Begin(shop, Chance)).ToList();

        var (customer, amount) = (new Customer(Draw(_world.People), Wallet(shop), Chance), Amount());
        await Serve(shop, customer, amount);
        // In the confusion the same customer pays the same amount once more: another sale, and never the same money.
        if (Chance.Happens(_world.Rates.PaysTwice))
            await Serve(shop, customer, amount);

        await Task.WhenAll(underWay);
        await shop.Heal();
        await shop.Ready(Settles);
        await Task.Delay(BetweenSales, _kernel.Time);
    }

    private async Task Serve(Shop shop, Customer customer, Money amount)
    {
        var story = await new Cashier(shop.Tills[0], customer, _kernel.Time, Spare(shop)).Sell(amount);
        _stories.Add(story);
        if (story.Speechless > 0)
            _violations.Add(new Violation("every blocked sale has advice", $"{story.Sale} had none"));
    }

    private Money Amount() => Money.Fen(100 + Chance.Below(20_000));

    private static LabTill? Spare(Shop shop) => shop.Tills.FirstOrDefault(till => till.Model.IsSpare);

    private IReadOnlyList<LabCard> Wallet(Shop shop) =>
        [.. Enumerable.Range(0, 1 + Chance.Below(CardsInAWallet)).Select(_ => Draw(shop.Cards)).Distinct()];

    private LabCard Draw(IReadOnlyList<LabCard> cards)
    {
        var number = Chance.Below(cards.Sum(card => card.Model.Often));
        return cards.First(card => (number -= card.Model.Often) < 0);
    }

    private PinHabit Draw(IReadOnlyList<Habit> habits)
    {
        var share = Chance.Share() * habits.Sum(habit => habit.Share);
        foreach (var habit in habits)
        {
            share -= habit.Share;
            if (share < 0)
                return habit.Pin;
        }

        return PinHabit.KnowsIt;
    }

    private LabReport Report(AuditReport audit, TimeSpan wall) => new()
    {
        World = _world.Name,
        Seed = _kernel.Seed,
        Sales = _stories.Count,
        Paid = _stories.Count(story => story.IsPaid),
        Blocked = _stories.Count(story => story.WasBlocked),
        Outcomes = Counted(_stories.Select(story => story.Ended.ToString())),
        Troubles = Counted(_happened),
        Causes = Counted(_stories.SelectMany(story => story.Causes).Select(cause => cause.Value)),
        Steps = Counted(_stories.SelectMany(story => story.Steps).Select(step => step.Value)),
        VirtualSeconds = _kernel.Time.Elapsed.TotalSeconds,
        WallSeconds = wall.TotalSeconds,
        Events = _kernel.Events,
        TraceHash = _kernel.TraceHash.ToString("x16"),
        PowerCuts = _powerCuts,
        BytesScanned = audit.BytesScanned,
        Violations = [.. _violations, .. audit.Violations],
    };

    private static SortedDictionary<string, int> Counted(IEnumerable<string> names) =>
        new(names.CountBy(name => name).ToDictionary(), StringComparer.Ordinal);
}
