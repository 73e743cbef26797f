using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>
/// The blocked sales of a world, one after the other: a fault is drawn or an outage goes on, the sale is tried, and
/// where that blocks it, the till looks round. The same seed gives the same sales, whoever decides afterwards.
/// </summary>
sealed class Opening(TrialWorld world, ulong seed)
{
    private const int TriesAtMost = 40;
    private static readonly IssuerId[] Issuers = [new("harbour"), new("river"), new("hill"), new("field"), new("lake")];

    private readonly List<Outage> _outages = [];

    private sealed record Outage(FaultModel Fault, DateTimeOffset Began, DateTimeOffset Ends, IssuerId Issuer);

    /// <summary>So many sales, each blocked for the first time; the customer stands there.</summary>
    public IEnumerable<Scene> Sales(int count)
    {
        for (var sale = 0; sale < count; sale++)
            yield return Next(sale);
    }

    private Scene Next(int sale)
    {
        var opened = world.Start.AddSeconds(sale * world.Every.TotalSeconds);
        for (var attempt = 0; attempt < TriesAtMost; attempt++)
        {
            var scene = Stage(new Draws(seed, (sale * TriesAtMost) + attempt), opened, out var news);
            scene.LeavesAt = scene.Now.AddSeconds(scene.Draws.Patience("patience", world.People.Patience));
            if (Attempt.Run(scene) || scene.HasLocked || scene.HasLeft)
                continue;

            _outages.AddRange(news);
            Lookout.LookRound(scene, AgeOf(scene, news));
            return scene;
        }

        throw new InvariantException($"in the world {world.Name} nothing blocks a sale");
    }

    private Scene Stage(Draws draws, DateTimeOffset opened, out List<Outage> news)
    {
        var scene = new Scene(world, draws, opened);
        scene.Card = Hand(draws);
        scene.Method = !scene.Card.HasChip ? ReadMethod.Swipe
            : scene.Card.IsContactless && draws.Happens("taps", 0.5) ? ReadMethod.Tap
            : ReadMethod.Chip;
        scene.PinIsAsked = draws.Happens("pin-asked", world.Counter.PinAsked);
        scene.HasSpareLine = draws.Happens("spare-line", world.Counter.SpareLine);
        scene.HasSpareTill = draws.Happens("spare-till", world.Counter.SpareTill);
        news = [];
        Befall(scene, "fault", news);
        if (draws.Happens("two-faults", world.Counter.Doubles))
            Befall(scene, "second-fault", news);
        return scene;
    }

    private HandCard Hand(Draws draws)
    {
        var card = new HandCard("card-1", draws.Pick("issuer", Issuers))
        {
            HasChip = draws.Happens("chip", world.Counter.Chips),
            TriesSpent = draws.Happens("tries-spent", world.People.TriesSpent) ? draws.Pick("how-many", [1, 2]) : 0,
        };
        card.IsContactless = card.HasChip && draws.Happens("contactless", world.Counter.Contactless);
        return card;
    }

    private void Befall(Scene scene, string name, List<Outage> news)
    {
        var draws = scene.Draws;
        _outages.RemoveAll(outage => outage.Ends <= scene.Now);
        if (_outages.Find(outage => draws.Happens($"{name}-grip", outage.Fault.Grip)) is { } outage)
        {
            scene.Card = scene.Card with { Issuer = outage.Issuer };
            Bring(scene, outage.Fault, (outage.Ends - scene.Now).TotalSeconds);
            return;
        }

        var fault = draws.Weighted(name, [.. world.Faults.Select(fault => (fault, fault.Rate))]);
        if (scene.Truth.Contains(fault))
            return;
        var lasts = fault.Lasts > 0 ? draws.Spread($"{name}-lasts", fault.Lasts) : 0;
        var passed = lasts * draws.Share($"{name}-passed");
        if (lasts > 0)
        {
            var began = scene.Now.AddSeconds(-passed);
            news.Add(new(fault, began, began.AddSeconds(lasts), scene.Card.Issuer));
        }

        Bring(scene, fault, lasts - passed);
    }

    // Two outages of one root begin and end together.
    private void Bring(Scene scene, FaultModel fault, double still)
    {
        Faults.Apply(scene, fault, still);
        if (fault.Brings is { } other && scene.Draws.Happens("brings", fault.BringsShare)
            && world.Faults.FirstOrDefault(model => model.Kind == other) is { } model && !scene.Truth.Contains(model))
            Faults.Apply(scene, model, still);
    }

    private double AgeOf(Scene scene, List<Outage> news) =>
        _outages.Concat(news).Where(outage => scene.Truth.Contains(outage.Fault))
            .Select(outage => (scene.Opened - outage.Began).TotalSeconds)
            .DefaultIfEmpty(scene.Draws.Share("broken-since") * 1200).Max();
}
