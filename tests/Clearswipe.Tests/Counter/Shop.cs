using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Devices;
using Clearswipe.Lab.Time;
using Clearswipe.Remedy;
using Clearswipe.Store;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Counter;

/// <summary>
/// One counter with a real till, its devices, a real file and a host that does what it is told, in one thread and in
/// virtual time.
/// </summary>
sealed class Shop : IDisposable
{
    public const string Pin = "135790";
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(20);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"clearswipe-{Path.GetRandomFileName()}.db");
    private readonly SealedKey _master;
    private readonly KeyVault _vault;
    private Node _node;
    private Database? _database;

    public Shop(ulong seed = 1)
    {
        Kernel = new Kernel(seed);
        _vault = KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], Kernel.Chance);
        _master = _vault.Keys.Generate(KeyUse.Master, KeyAlgorithm.TripleDes2);
        Surroundings = new Surroundings(Kernel.Time, Kernel.Chance, Troubles);
        Host = new ScriptedHost(_vault, _master, Kernel.Time);
        Wire = new HostLine("wire", Host);
        Radio = new HostLine("radio", Host);
        Reader = new SimReader("reader", Surroundings);
        Wallet = new SimWallet();
        Pad = NewPad();
        Fingers = new SimKeypad(Pad, Surroundings);
        _node = Kernel.NewNode("till");
    }

    public Kernel Kernel { get; }

    public Surroundings Surroundings { get; }

    public Troubles Troubles { get; } = new();

    public ScriptedHost Host { get; }

    public HostLine Wire { get; }

    public HostLine Radio { get; }

    public SimReader Reader { get; }

    public SimPrinter Printer { get; } = new();

    public SimWallet Wallet { get; }

    public SoftPad Pad { get; private set; }

    public SimKeypad Fingers { get; private set; }

    public Till Till { get; private set; } = null!;

    public TillView View => Till.View;

    public List<Observation> Seen { get; } = [];

    public List<TillView> Views { get; } = [];

    public string File => _file;

    public TillSettings Settings { get; set; } = new()
    {
        Terminal = new TerminalId("10000001"),
        Merchant = new MerchantId("999900053110001"),
        MerchantName = new Bilingual("海港文具店", "Harbour Stationery"),
        ReceiptAddress = "https://pay.example/r/",
    };

    public static LabCard Card(
        StripeCondition stripe = StripeCondition.Good, ChipCondition chip = ChipCondition.None, string service = "120",
        int account = 1) =>
        new(
            new CardModel
            {
                Name = "test",
                Title = new("测试", "test"),
                Issuer = new("harbour"),
                Pan = AccountNumbers.Of("999901", account),
                Expiry = "3012",
                ServiceCode = service,
                Pin = Pin,
                Balance = Money.Fen(100_000),
                Stripe = stripe,
                Chip = chip,
                IsContactless = true,
            },
            KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], new SeededChance(1)));

    public static LabCard ChipCard(ChipCondition chip = ChipCondition.Good) => Card(chip: chip, service: "220");

    /// <summary>Opens the till and waits until it is idle.</summary>
    public Shop Open()
    {
        OpenNow();
        WaitFor(TillPhase.Idle);
        return this;
    }

    public void OpenNow()
    {
        _ = _node.Start(() =>
        {
            _database = Till.OpenDatabase(_file);
            var devices = new TillDevices
            {
                Reader = Reader,
                Keypad = Pad,
                Printer = Printer,
                Lines = [Wire, Radio],
                Wallet = Wallet,
            };
            Till = Till.Open(Settings, devices, _database, _vault, Advisor.Default, Surroundings);
            Till.Saw += Seen.Add;
            Till.Changed += () => Views.Add(Till.View);
            _ = Till.Run(CancellationToken.None);
            return Task.CompletedTask;
        });
        Assert.True(Kernel.RunUntil(() => Till is not null, Kernel.Time.GetUtcNow() + LongEnough));
    }

    /// <summary>The plug is pulled: nothing of the till runs again, and its pad wakes up without keys.</summary>
    public void LosePower()
    {
        _node.Kill();
        _database?.LosePower();
        (_database, Till) = (null, null!);
        _node = Kernel.NewNode("till again");
        Pad = NewPad();
        Fingers = new SimKeypad(Pad, Surroundings);
    }

    /// <summary>The till's loop stands still; what it wrote can still be read.</summary>
    public void Stop() => _node.Kill();

    public void WaitFor(TillPhase phase) => WaitUntil(() => View.Phase == phase, phase.ToString());

    public void WaitUntil(Func<bool> fact, string what) =>
        Assert.True(
            Kernel.RunUntil(fact, Kernel.Time.GetUtcNow() + LongEnough),
            $"waited for {what} and stands at {(Till is null ? "nothing" : View.Phase)}: {Till?.View.Cashier.En}"
                + string.Join('\n', Troubles.Lines));

    public void Pass(TimeSpan span) => Kernel.RunUntil(Kernel.Time.GetUtcNow() + span);

    public void StartSale(long fen)
    {
        Till.StartSale(Money.Fen(fen));
        WaitFor(TillPhase.AwaitingCard);
    }

    public void Swipe(LabCard card) => Present(card, ReadMethod.Swipe);

    public void Insert(LabCard card) => Present(card, ReadMethod.Chip);

    public void Tap(LabCard card) => Present(card, ReadMethod.Tap);

    public void Present(LabCard card, ReadMethod method)
    {
        WaitUntil(() => Reader.IsWaitingFor(method), $"the reader by {method}");
        Assert.True(Reader.Present(card, method));
    }

    public void TypePin(string digits = Pin)
    {
        WaitFor(TillPhase.AwaitingPin);
        _ = Kernel.Main.Start(() => Fingers.Type(digits, CancellationToken.None));
        WaitUntil(() => View.Phase != TillPhase.AwaitingPin, "the end of typing");
    }

    public SalePackage? HandOver()
    {
        var given = Till.HandOver();
        WaitUntil(() => given.IsCompleted, "the package");
        return given.GetAwaiter().GetResult();
    }

    /// <summary>Takes the step that the view offers; it must be there.</summary>
    public void Take(StepKind kind)
    {
        var step = View.Steps.FirstOrDefault(step => step.Kind == kind);
        Assert.True(
            step is not null, $"no {kind} among {string.Join(", ", View.Steps.Select(step => step.Kind))}");
        Till.Take(step.Step);
    }

    public void Dispose()
    {
        _node.Kill();
        _database?.LosePower();
        foreach (var file in new[] { _file, $"{_file}-wal", $"{_file}-shm" })
            System.IO.File.Delete(file);
        _vault.Dispose();
    }

    private SoftPad NewPad() => new(_vault, _master, Surroundings);
}
