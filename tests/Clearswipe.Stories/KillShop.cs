using Clearswipe.Issuer.Authorisations;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.People;
using Clearswipe.Lab.Shops;
using Clearswipe.Lab.Time;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Stories;

/// <summary>A process did what outlives a crash: it committed, or a message left it. Known by its event.</summary>
sealed record KillPoint(long Event, string Process, string What);

/// <summary>
/// A shop in which one sale is made, always in the same order of events, so that a crash can be put at any of them.
/// </summary>
sealed class KillShop : IDisposable
{
    private const ulong Seed = 11;
    private static readonly Lazy<string> Founded = new(Found);

    private readonly Kernel _kernel = new(Seed, KillPlot.World.Start);
    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-kill-").FullName;
    private readonly List<KillPoint> _points = [];
    private readonly Dictionary<string, long> _commits = [];
    private readonly HashSet<string> _wrongPinsSaid = [];
    private readonly Task<SaleStory> _sale;

    public KillShop(KillPlot plot)
    {
        foreach (var file in Directory.EnumerateFiles(Founded.Value))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        Shop = Open(_kernel, _folder);
        foreach (var line in Shop.Lines.Concat(Shop.BankLines))
            line.Passed += (way, bytes) => Passed(line.Name, way, bytes);
        plot.Prepare(Shop);
        foreach (var station in Shop.Stations)
            _commits[station.Name] = station.Database.Commits;
        _sale = _kernel.Main.Start(() => Sell(KillPlot.Card, plot.Habit));
    }

    public Shop Shop { get; }

    /// <summary>Till, switch and bank, as <see cref="Lab.Shops.Shop.Kill"/> names them.</summary>
    public static IReadOnlyList<string> Processes { get; } = ["till-10000001", "switch", KillPlot.Bank];

    public IReadOnlyList<KillPoint> Points => _points;

    public IReadOnlyList<AuthorisationView> Authorisations => [.. Shop.Issuers[0].Authorisations(100).Reverse()];

    /// <summary>The bank's references under which "wrong PIN" left the bank.</summary>
    public IReadOnlyCollection<string> WrongPinsSaid => _wrongPinsSaid;

    /// <summary>Runs the sale to its end, and notes its points on the way.</summary>
    public void RunToEnd() => Assert.True(
        _kernel.RunUntil(
            () =>
            {
                LookAtCommits();
                return _sale.IsCompleted;
            },
            _kernel.Time.GetUtcNow() + TimeSpan.FromMinutes(30)),
        "the sale comes to an end");

    public void RunTo(long @event) =>
        _kernel.RunUntil(() => _kernel.Events >= @event, _kernel.Time.GetUtcNow() + TimeSpan.FromMinutes(30));

    public void Kill(string process) => _kernel.Run(() => Shop.Kill(process));

    public void Restart(string process) => _kernel.Run(() => Shop.Restart(process));

    public void Wait(TimeSpan span) => _kernel.RunUntil(_kernel.Time.GetUtcNow() + span);

    public SaleStory SellToNext() => _kernel.Run(() => Sell(KillPlot.NextCard, PinHabit.KnowsIt));

    public void Dispose()
    {
        _kernel.Run(async () => await Shop.DisposeAsync());
        Directory.Delete(_folder, recursive: true);
    }

    private static Shop Open(Kernel kernel, string folder)
    {
        var shop = kernel.Run(() => Shop.Open(KillPlot.World, folder, kernel));
        Assert.True(kernel.Run(() => shop.Ready(TimeSpan.FromMinutes(2))), "the till signs on");
        return shop;
    }

    // The tables are made once: each crash begins from a copy of the files.
    private static string Found()
    {
        var folder = Directory.CreateTempSubdirectory("clearswipe-kill-").FullName;
        var kernel = new Kernel(Seed, KillPlot.World.Start - TimeSpan.FromHours(1));
        var shop = Open(kernel, folder);
        kernel.Run(async () => await shop.DisposeAsync());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private Task<SaleStory> Sell(string card, PinHabit habit) =>
        new Cashier(Shop.Tills[0], new Customer(habit, [Shop.Card(card)], _kernel.Chance), _kernel.Time)
            .Sell(KillPlot.Amount);

    private void LookAtCommits()
    {
        foreach (var station in Shop.Stations.Where(station => station.Database.Commits != _commits[station.Name]))
        {
            _commits[station.Name] = station.Database.Commits;
            Note(station.Name, $"{station.Name} has committed");
        }
    }

    private void Passed(string line, Way way, ReadOnlyMemory<byte> bytes)
    {
        var sender = (line, way) switch
        {
            (KillPlot.Line, Way.Out) => Processes[0],
            (KillPlot.Bank, Way.Back) => KillPlot.Bank,
            _ => "switch",
        };
        Note(sender, $"{sender} has sent {GlimpsedType.Of(bytes.Span)}");
        if (line == KillPlot.Bank && Dialect.Iso1987Ascii.TryRead(bytes, out var message) is null
            && message.Type == "0210" && message.Text(39) == ResponseCode.WrongPin.Value)
            _wrongPinsSaid.Add(message.Text(37)!);
    }

    private void Note(string process, string what) => _points.Add(new KillPoint(_kernel.Events, process, what));
}
