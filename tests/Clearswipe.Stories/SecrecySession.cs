using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Sales;
using Clearswipe.Counter.Screens;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.People;
using Clearswipe.Lab.Shops;
using Clearswipe.Lab.Time;
using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearswipe.Stories;

/// <summary>A day in a shop where all goes wrong that can, and everything that anybody wrote or showed in it.</summary>
sealed class SecrecySession : IDisposable
{
    private const string Good = "harbour-good";
    private readonly Kernel _kernel = new(5, World.Find("demo").Start);
    private readonly LogBook _log = new();
    private readonly List<TillView> _views = [];

    public SecrecySession()
    {
        Shop = _kernel.Run(() => Shop.Open(DemoWithOddPins(), Folder, _kernel, _log.Factory));
        foreach (var till in Shop.Tills)
            Watch(till);
        Assert.True(_kernel.Run(() => Shop.Ready(TimeSpan.FromMinutes(2))));
    }

    public Shop Shop { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("clearswipe-secrecy-").FullName;

    public IReadOnlyList<Secret> Secrets =>
    [
        .. Shop.Cards.SelectMany(card => SecrecyScan.Of(card.Model)),
        .. Shop.Log.PinBlocks.All.Select(block => new Secret("a PIN block as it was sent", Convert.ToHexString(block))),
    ];

    /// <summary>Sells with every card, every habit and every fault.</summary>
    public void Live()
    {
        foreach (var card in Shop.Cards)
            Sell(card.Model.Name, PinHabit.KnowsIt);
        foreach (var habit in Enum.GetValues<PinHabit>())
            Sell("tap-only", habit, 200_000);
        foreach (var way in new[] { Way.Out, Way.Back })
            foreach (var mishap in Mishaps(way == Way.Out ? "0200" : "0210"))
                MeetOn(way, mishap);
        foreach (var trouble in Troubles())
        {
            trouble(Shop.Tills[0]);
            Sell(Good, PinHabit.KnowsIt);
            _kernel.Run(Shop.Heal);
        }

        foreach (var process in new[] { Shop.Tills[0].Name, "switch", "harbour" })
            KillInSale(process);
        Wait(TimeSpan.FromMinutes(15));
    }

    /// <summary>Everything that was written or shown, by where.</summary>
    public IEnumerable<(string Where, byte[] Bytes)> Files() =>
        from file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
        select (Path.GetFileName(file), Read(file));

    public IEnumerable<(string Where, string Text)> Texts() =>
    [
        .. _log.Lines.Select(line => ("the log", line)),
        .. Shop.Log.Messages.SelectMany(message => new[]
        {
            $"{message}", $"{message.Describe()?.In(Language.Chinese)} {message.Describe()?.In(Language.English)}",
        }).Select(text => ("the message log", text)),
        .. Shop.Tills.SelectMany(till => till.Printer.Roll).Select(line => ("the paper", line.Text)),
        .. from till in Shop.Tills
           from sale in TillBooks.Sales(till.Station.Database)
           from row in till.Till.EvidenceOf(new SaleId(sale.Id))
           select ("the evidence", row.ToString()),
        .. Shop.Switch.Attempts(1000).Select(attempt => ("the switch's desk", $"{attempt}")),
        .. Shop.Issuers.SelectMany(bank => bank.Cards()).Select(card => ("the bank's desk", $"{card}")),
        .. Shop.Cards.Select(card => ("a card's own name", $"{card.Model}")),
        .. _views.Select(view => ("a view", $"{view} {string.Join(' ', view.Steps)} {view.LastReceipt?.Text}")),
    ];

    /// <summary>Every moment of the screens as the browser gets it.</summary>
    public async Task<IReadOnlyList<string>> Screens()
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_kernel.Time)
            .AddSingleton<NavigationManager, Address>()
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var screens = new List<string>();
        foreach (var view in _views.DistinctBy(view => (view.Phase, view.Sale, view.Counsel, view.MaskedCard)))
        {
            screens.Add(await Draw<CashierScreen>(renderer, view));
            screens.Add(await Draw<CustomerScreen>(renderer, view));
        }

        return screens;
    }

    public void Dispose()
    {
        _kernel.Run(async () => await Shop.DisposeAsync());
        Directory.Delete(Folder, recursive: true);
    }

    // Each card has a PIN of its own that is no hour, no date and no price, so that its digits stand nowhere else.
    private static World DemoWithOddPins()
    {
        var world = World.Find("demo");
        return world with
        {
            Cards = [.. world.Cards.Select((card, number) => card with { Pin = $"{783_961 + (number * 9_871)}" })],
        };
    }

    private static IEnumerable<Mishap> Mishaps(string type) =>
    [
        new Mishap.Lost { Type = type }, new Mishap.Late(TimeSpan.FromSeconds(40)) { Type = type },
        new Mishap.Doubled { Type = type }, new Mishap.BitFlipped { Type = type }, new Mishap.CutAfter { Type = type },
    ];

    private static IEnumerable<Action<LabTill>> Troubles() =>
    [
        till => till.Keypad.StuckKey = PadKey.Five, till => till.Keypad.StrikesTwice = true,
        till => till.Keypad.LoseKeys(), till => till.Keypad.Plug(isIn: false), till => till.Reader.IsDead = true,
        till => till.Reader.HasDirtySlot = true, till => till.Printer.Fault = PrinterState.PaperOut,
        till => till.Keypad.Tamper(),
    ];

    private static Task<string> Draw<T>(HtmlRenderer renderer, TillView view)
        where T : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(
                new Dictionary<string, object?> { ["View"] = view }))).ToHtmlString());

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private void MeetOn(Way way, Mishap mishap)
    {
        foreach (var line in new[] { "ethernet", "harbour" })
        {
            Shop.Line(line).Next(way, mishap);
            Sell(Good, PinHabit.KnowsIt);
            Wait(TimeSpan.FromMinutes(2));
        }
    }

    private void KillInSale(string process)
    {
        var sale = _kernel.Main.Start(() => Begin(Good, PinHabit.MistypesOnce, 4_400));
        var passed = Shop.Log.Messages[^1].Number;
        _kernel.RunUntil(
            () => Shop.Log.Messages.Any(message => message.Number > passed && message.Type == "0200"),
            _kernel.Time.GetUtcNow() + TimeSpan.FromMinutes(5));
        _kernel.Run(() => Shop.Kill(process));
        Wait(TimeSpan.FromSeconds(20));
        _kernel.Run(() => Shop.Restart(process));
        _kernel.Run(() => sale);
        Wait(TimeSpan.FromMinutes(2));
    }

    private void Sell(string card, PinHabit habit, long fen = 1_250) => _kernel.Run(() => Begin(card, habit, fen));

    private Task<SaleStory> Begin(string card, PinHabit habit, long fen) => new Cashier(
        Shop.Tills[0], new Customer(habit, [Shop.Card(card), Shop.Card(Good)], _kernel.Chance), _kernel.Time,
        Shop.Tills[1]).Sell(Money.Fen(fen));

    private void Watch(LabTill till)
    {
        void Look() => _views.Add(till.Till.View);
        till.Till.Changed += Look;
        till.Restarted += () => till.Till.Changed += Look;
    }

    private void Wait(TimeSpan span) => _kernel.RunUntil(_kernel.Time.GetUtcNow() + span);

    /// <summary>Where the screens believe to stand; a receipt's code holds the whole address.</summary>
    private sealed class Address : NavigationManager
    {
        public Address() => Initialize("http://127.0.0.1/", "http://127.0.0.1/");
    }
}
