using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.Shops;
using Clearswipe.Lab.Time;
using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>
/// A whole shop in virtual time: real tills, switch and banks over real files. However a story ends, it is audited: all
/// books agree, nothing is open, the evidence is whole, no secret is on a disk, nobody was left without advice.
/// </summary>
public abstract class Story : IDisposable
{
    private const ulong Seed = 20260302;
    private static readonly TimeSpan Settles = TimeSpan.FromMinutes(10);

    protected string Folder { get; } = Directory.CreateTempSubdirectory("clearswipe-story-").FullName;
    private World _world = World.Find("demo");
    private Kernel? _kernel;
    private Shop? _shop;
    private IReadOnlyList<Lane> _lanes = [];

    protected Kernel Kernel
    {
        get
        {
            Open();
            return _kernel!;
        }
    }

    protected Shop Shop
    {
        get
        {
            Open();
            return _shop!;
        }
    }

    /// <summary>The till that the story is about, with whoever stands at it.</summary>
    protected Lane Lane
    {
        get
        {
            Open();
            return _lanes[0];
        }
    }

    /// <summary>The spare till.</summary>
    protected Lane SpareLane
    {
        get
        {
            Open();
            return _lanes[1];
        }
    }

    /// <summary>Another world than the demo's, before anything happens in it.</summary>
    protected void Given(Func<World, World> change)
    {
        Assert.Null(_shop);
        _world = change(_world);
    }

    protected LabCard Card(string name) => Shop.Card(name);

    protected FaultLine Line(string name) => Shop.Line(name);

    protected void Wait(TimeSpan span) => Kernel.RunUntil(Kernel.Time.GetUtcNow() + span);

    /// <summary>Breaks a line at a hop, open links included, until the story mends it.</summary>
    protected void Break(string line, Hop hop = Hop.Connect)
    {
        Line(line).Faults = Line(line).Faults with { BrokenHop = hop };
        Line(line).Cut();
    }

    protected void Mend(string line) =>
        Line(line).Faults = Shop.World.Lines.FirstOrDefault(model => model.Name == line)?.Usual ?? LineFaults.None;

    /// <summary>How often a message of this type left the counter, by any line.</summary>
    protected int Sent(string type) => Shop.Log.Messages.Count(message =>
        message.Type == type && message.Way == Way.Out && Shop.Lines.Any(line => line.Name == message.Line));

    /// <summary>The wrong PINs that a card's bank still allows.</summary>
    protected int TriesLeft(string card) => Shop.Issuers.SelectMany(bank => bank.Cards())
        .Single(view => view.Masked == Card(card).Model.Pan.ToString()).TriesLeft;

    /// <summary>What a card has paid at its bank, as the bank's own books have it.</summary>
    protected Money PaidBy(string card)
    {
        var token = Shop.Issuers.SelectMany(bank => bank.Cards())
            .Single(view => view.Masked == Card(card).Model.Pan.ToString()).Token;
        return Shop.Issuers.SelectMany(bank => bank.Authorisations(int.MaxValue))
            .Where(done => done.CardToken == token)
            .Aggregate(Money.Fen(0), (sum, done) => sum + done.Debit);
    }

    public void Dispose()
    {
        try
        {
            if (_shop is not null)
                Audit(_shop, _kernel!);
        }
        finally
        {
            if (_shop is not null)
                _kernel!.Run(async () => await _shop.DisposeAsync());
            Directory.Delete(Folder, recursive: true);
            GC.SuppressFinalize(this);
        }
    }

    private void Open()
    {
        if (_shop is not null)
            return;
        _kernel = new Kernel(Seed, _world.Start);
        _shop = _kernel.Run(() => Shop.Open(_world, Folder, _kernel));
        _lanes = [.. _shop.Tills.Select(till => new Lane(till, _kernel))];
        Assert.True(_kernel.Run(() => _shop.Ready(TimeSpan.FromMinutes(2))), "the tills sign on");
    }

    private void Audit(Shop shop, Kernel kernel)
    {
        foreach (var lane in _lanes.Where(lane => lane.Till.IsAlive))
            lane.IsOver();
        kernel.Run(shop.Heal);
        kernel.RunUntil(kernel.Time.GetUtcNow() + Settles);
        foreach (var lane in _lanes)
            lane.WasAdvised();
        var report = shop.Audit();
        Assert.True(report.IsClean, $"seed {Seed}\n{report}");
    }
}
