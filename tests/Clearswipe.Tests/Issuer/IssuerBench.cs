using System.Globalization;
using System.Text;
using Clearswipe.Issuer;
using Clearswipe.Issuer.Cards;
using Clearswipe.Lab.Time;
using Clearswipe.Store;
using Clearswipe.Stories;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.Pins;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Issuer;

/// <summary>A real issuer over a real file, with one card, and the switch's end of a link to it.</summary>
internal sealed class IssuerBench : IAsyncDisposable
{
    public const string RightPin = "1234";
    public const string WrongPin = "9876";
    public static readonly Pan Card = Pan.Trusted("9999010000000016");
    public static readonly Pan OtherCard = Pan.Trusted("9999010000000024");
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-issuer-").FullName;
    private Database _database = null!;
    private ILink _link = null!;

    private IssuerBench()
    {
        Clock = new NodeClock(Time);
        Surroundings = new(Clock, new CryptoChance(), Log.Factory);
        PinKey = Key(KeyUse.Pin, "0123456789ABCDEFFEDCBA9876543210");
        MacKey = Key(KeyUse.Mac, "89ABCDEF0123456776543210FEDCBA98");
        ChipKey = Key(KeyUse.ChipCryptogram, "2315208C9110AD40FEDCBA9876543210");
        var pvk = Key(KeyUse.PinVerification, "456789ABCDEF012332107654BA98FEDC");
        Settings = new IssuerSettings
        {
            Issuer = new("harbour"),
            Name = new("海港银行", "Harbour Bank"),
            Telephone = "95000",
            Hours = new("全天", "day and night"),
            ZonePinKey = PinKey,
            ZoneMacKey = MacKey,
            VerificationKey = pvk,
            ChipKey = ChipKey,
            Cards = [Issue(pvk, Card), Issue(pvk, OtherCard)],
        };
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    /// <summary>The wall clock of the issuer's machine, which may be moved alone.</summary>
    public NodeClock Clock { get; }

    public LogBook Log { get; } = new();

    public KeyVault Vault { get; } = KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], new CryptoChance());

    public Surroundings Surroundings { get; }

    public IssuerSettings Settings { get; set; }

    public SealedKey PinKey { get; }

    public SealedKey MacKey { get; }

    public SealedKey ChipKey { get; }

    public IssuerNode Node { get; private set; } = null!;

    public CardView View => Node.Cards().Single(card => card.Masked == Card.ToString());

    public string Token => Vault.Cards.Token(Card);

    public long Fen => View.Balance.MinorUnits;

    public static async Task<IssuerBench> Open(Func<IssuerSettings, IssuerSettings>? change = null)
    {
        var bench = new IssuerBench();
        bench.Settings = change?.Invoke(bench.Settings) ?? bench.Settings;
        await bench.Start();
        return bench;
    }

    /// <summary>The power goes, and comes back.</summary>
    public async Task LosePower()
    {
        _database.LosePower();
        await Start();
    }

    public Message Sale(int trace, long fen, string? pin = null) => Sale(Card, trace, fen, pin);

    public Message Sale(Pan card, int trace, long fen, string? pin)
    {
        var sale = Named("0200", card, trace, fen).With(7, "0302090000").With(14, "3012").With(22, "051");
        return pin is null
            ? sale.With(22, "072")
            : sale.With(52, Vault.Pins.Encrypt(PinBlockKey.Iso0(PinKey), card, Encoding.ASCII.GetBytes(pin)))
                .With(53, "2600000000000000");
    }

    public Message Reversal(int trace, long fen, string sentAt = "0302090000") =>
        Named("0400", Card, trace, fen).With(7, "0302090100").With(39, "98")
            .With(90, $"0200{trace:D6}{sentAt}00000012345{new string('0', 11)}");

    /// <summary>Any service under its own codes; the original is a trace number of the same moment.</summary>
    public Message Of(Service service, int trace, long fen, (Service Service, int Trace)? original = null)
    {
        var codes = ServiceCodes.Of(service);
        var asked = Named(codes.Type, Card, trace, fen).With(3, codes.Processing).With(25, codes.Condition)
            .With(7, "0302090000").With(15, "0302").With(22, "072").With(14, "3012");
        if (!service.HasAmount())
            asked.Without(4);
        return original is var (of, named) ? asked.With(90, Original(of, named)) : asked;
    }

    public Message ReversalOf(Message request, Service service) =>
        Named("0400", Card, 1, 1).With(3, request.Text(3)!).With(4, request.Text(4)!).With(11, request.Text(11)!)
            .With(25, request.Text(25)!).With(37, request.Text(37)!).With(7, "0302090100").With(39, "98")
            .With(90, Original(service, int.Parse(request.Text(11)!, CultureInfo.InvariantCulture)));

    private static string Original(Service service, int trace) =>
        $"{ServiceCodes.Of(service).Type}{trace:D6}030209000000000012345{new string('0', 11)}";

    public byte[] Signed(Message message) => Dialect.Iso1987Ascii.WriteSigned(
        message, (bytes, mac) => Vault.Macs.Write(MacKey, MacAlgorithm.X919, bytes, mac));

    public ValueTask Send(byte[] bytes) => _link.Send(bytes, CancellationToken.None);

    /// <summary>The next answer; its MAC has been checked.</summary>
    public async Task<Message> Receive()
    {
        using var patience = new CancellationTokenSource(Patience);
        var received = Assert.IsType<Received.Message>(await _link.Receive(patience.Token));
        Assert.Null(Dialect.Iso1987Ascii.TryRead(received.Bytes, out var answer));
        if (answer.Type != "0810")
            Assert.True(Vault.Macs.Fits(MacKey, MacAlgorithm.X919, answer.Signed.Span, answer.Bytes(64)!.Value.Span));
        return answer;
    }

    public async Task<Message> Ask(Message request)
    {
        await Send(Signed(request));
        return await Receive();
    }

    /// <summary>The answer to a settlement, whose MAC stands in field 128.</summary>
    public async Task<Message> AskSettlement(Message request)
    {
        await Send(Signed(request));
        using var patience = new CancellationTokenSource(Patience);
        var received = Assert.IsType<Received.Message>(await _link.Receive(patience.Token));
        Assert.Null(Dialect.Iso1987Ascii.TryRead(received.Bytes, out var answer));
        Assert.True(Vault.Macs.Fits(MacKey, MacAlgorithm.X919, answer.Signed.Span, answer.Mac!.Value.Span));
        return answer;
    }

    public async Task<string?> Code(Message request) => (await Ask(request)).Text(39);

    public byte[] WrittenBytes() =>
        [.. Directory.EnumerateFiles(_folder).Order().SelectMany(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        })];

    public IReadOnlyList<T> Query<T>(string sql, Func<Row, T> row) =>
        _database.Read(session => session.Query(sql, row));

    public Task Write(Action<Session> work) => _database.Write(work);

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        await _database.DisposeAsync();
        Vault.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Start()
    {
        _database = IssuerNode.OpenDatabase(Path.Combine(_folder, "issuer.db"));
        Node = await IssuerNode.Open(Settings, _database, Vault, Surroundings);
        (_link, var far) = PipeLink.CreatePair();
        _ = Node.Serve(far, CancellationToken.None);
    }

    private static Message Named(string type, Pan card, int trace, long fen) =>
        new Message(type).With(2, card.Reveal()).With(3, "000000").With(4, $"{fen:D12}").With(11, $"{trace:D6}")
            .With(12, "090000").With(13, "0302").With(32, "12345").With(37, $"{trace:D12}").With(41, "10000001")
            .With(42, "123456789012345").With(49, "156");

    private CardSettings Issue(SealedKey pvk, Pan pan) =>
        new(pan, "3012", Vault.Pins.Derive(new(pvk, 1), pan, "1234"u8), Money.Fen(100_000));

    private SealedKey Key(KeyUse use, string hex) =>
        Vault.Keys.FromComponents(use, KeyAlgorithm.TripleDes2, Convert.FromHexString(hex));
}
