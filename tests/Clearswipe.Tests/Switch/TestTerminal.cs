using System.Text;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Switch;

/// <summary>A terminal that says what a test tells it to, in the UnionPay POS dialect.</summary>
internal sealed class TestTerminal(ILink link, KeyVault vault, SealedKey master, string id)
{
    public SealedKey? PinKey { get; set; }

    public SealedKey? MacKey { get; set; }

    public string Header { get; set; } = "603100310100";

    public Message? LastAnswer { get; private set; }

    public async Task SignOn(int trace = 900)
    {
        await Send(SignOnMessage(trace, "003"));
        LoadKeys(await Receive());
    }

    /// <summary>A sign-on that asks for keys in the form that 60.3 names.</summary>
    public Message SignOnMessage(int trace, string form) => new Message("0800")
        .With(11, $"{trace:D6}").With(41, id).With(42, SwitchBench.Merchant).With(60, $"00000001{form}")
        .With(63, "01 ");

    /// <summary>Management, such as 002 or a download.</summary>
    public Message Manage(int trace, string function, byte[]? field62 = null)
    {
        var message = new Message("0820").With(11, $"{trace:D6}").With(41, id).With(42, SwitchBench.Merchant)
            .With(60, $"00000001{function}");
        return field62 is null ? message : message.With(62, field62);
    }

    public void LoadKeys(Message answer)
    {
        var keys = answer.Bytes(62)!.Value;
        PinKey = vault.Keys.Unwrap(master, KeyUse.Pin, KeyAlgorithm.TripleDes2, new(keys[..16], keys[16..20]));
        MacKey = vault.Keys.Unwrap(master, KeyUse.Mac, KeyAlgorithm.Des, new(keys[20..28], keys[36..40]));
        Assert.NotNull(PinKey);
        Assert.NotNull(MacKey);
    }

    public Message Sale(int trace, long fen, Pan? card = null) => new Message("0200")
        .With(2, (card ?? SwitchBench.Card).Reveal()).With(3, "000000").With(4, $"{fen:D12}").With(11, $"{trace:D6}")
        .With(12, "090000").With(13, "0302").With(14, "3012").With(22, "072").With(25, "00").With(41, id)
        .With(42, SwitchBench.Merchant).With(49, "156").With(60, "22000001000600");

    public Message SaleWithPin(int trace, long fen) => Sale(trace, fen).With(22, "051").With(26, "12")
        .With(52, vault.Pins.Encrypt(PinBlockKey.Iso0(PinKey!), SwitchBench.Card, "1234"u8))
        .With(53, "2600000000000000");

    /// <summary>Any service under its own codes; the original is a trace number of the open batch.</summary>
    public Message Of(Service service, int trace, long fen, int? original = null, string batch = "000001")
    {
        var codes = ServiceCodes.Of(service);
        var asked = Named(codes.Type, codes, trace, fen, batch);
        return original is { } named ? asked.With(61, $"000001{named:D6}0302") : asked;
    }

    /// <summary>The reversal of a service: it copies the fields of its request, field 61 with them.</summary>
    public Message ReversalOf(Message request)
    {
        var reversal = new Message("0400").With(39, "98");
        foreach (var field in new[] { 2, 3, 4, 11, 12, 13, 22, 25, 41, 42, 49, 60, 61 })
            if (request.Text(field) is { } text)
                reversal.With(field, text);
        return reversal;
    }

    private Message Named(string type, ServiceCodes codes, int trace, long fen, string batch)
    {
        var named = new Message(type)
            .With(2, SwitchBench.Card.Reveal()).With(3, codes.Processing).With(11, $"{trace:D6}").With(12, "090000")
            .With(13, "0302").With(14, "3012").With(22, "072").With(25, codes.Condition).With(41, id)
            .With(42, SwitchBench.Merchant).With(49, "156").With(60, $"{codes.Kind}{batch}000600");
        return codes.Service.HasAmount() ? named.With(4, $"{fen:D12}") : named;
    }

    public Message Reversal(int trace, long fen) => new Message("0400")
        .With(2, SwitchBench.Card.Reveal()).With(3, "000000").With(4, $"{fen:D12}").With(11, $"{trace:D6}")
        .With(12, "090000").With(13, "0302").With(22, "072").With(25, "00").With(39, "98").With(41, id)
        .With(42, SwitchBench.Merchant).With(49, "156").With(60, "22000001000600").With(61, $"000001{trace:D6}0302");

    public Message LookUp(int trace, int original) => new Message("0820")
        .With(11, $"{trace:D6}").With(12, "090000").With(13, "0302").With(41, id).With(42, SwitchBench.Merchant)
        .With(60, "00000001901").With(61, $"000001{original:D6}0302");

    /// <summary>A settlement as terminals send it: without a MAC.</summary>
    public Message Settlement(int trace, SettlementTotals totals, string batch = "000001") => new Message("0500")
        .With(11, $"{trace:D6}").With(41, id).With(42, SwitchBench.Merchant)
        .With(48, TerminalTotals.Write(totals, areBalanced: false)).With(49, "156").With(60, $"00{batch}201")
        .With(63, "01 ");

    /// <summary>An upload by stripe: trace numbers and amounts of the test's card.</summary>
    public Message Upload(int trace, params (int Trace, long Fen)[] rows) => new Message("0320")
        .With(11, $"{trace:D6}").With(41, id).With(42, SwitchBench.Merchant)
        .With(48, $"{rows.Length:D2}" + string.Concat(
            rows.Select(row => $"00{row.Trace:D6}{SwitchBench.Card.Reveal().PadLeft(20, '0')}{row.Fen:D12}")))
        .With(60, "00000001201");

    public Message EndOfUpload(int trace) => new Message("0320")
        .With(11, $"{trace:D6}").With(41, id).With(42, SwitchBench.Merchant).With(60, "00000001202");

    public async Task<Message> AskPlain(Message request)
    {
        await Send(Plain(request));
        return await Receive();
    }

    public Message Echo(int trace) => new Message("0820")
        .With(11, $"{trace:D6}").With(41, id).With(42, SwitchBench.Merchant).With(60, "00000001301");

    public byte[] Signed(Message message) => Wrap(MacKey is { } key
        ? Dialect.UnionPayPos.WriteSigned(
            message, (bytes, mac) => vault.Macs.Write(key, AlgorithmOf(key), bytes, mac))
        : Dialect.UnionPayPos.Write(message));

    public byte[] Plain(Message message) => Wrap(Dialect.UnionPayPos.Write(message));

    public Task Send(Message message) => Send(message.Type == "0800" ? Plain(message) : Signed(message));

    /// <summary>The answer, when it is one that a till believes.</summary>
    public Message? Believed(Message request, ReadOnlyMemory<byte> bytes, bool isSigned) =>
        PosEnvelope.TryRead(bytes, out _, out var body) is null
            && Dialect.UnionPayPos.TryRead(body, out var answer) is null
            && answer.Type == $"{request.Type[..2]}1{request.Type[3]}"
            && answer.Text(11) == request.Text(11)
            && (!isSigned || MatchKey.Of(answer) == MatchKey.Of(request) && MacFits(answer))
            ? answer
            : null;

    public Task Send(byte[] bytes) => link.Send(bytes, CancellationToken.None).AsTask();

    public async Task<Message> Receive()
    {
        using var patience = new CancellationTokenSource(SwitchBench.Patience);
        var received = Assert.IsType<Received.Message>(await link.Receive(patience.Token));
        Assert.Null(PosEnvelope.TryRead(received.Bytes, out var envelope, out var body));
        Assert.Equal("6000000003", envelope.Tpdu);
        Assert.Null(Dialect.UnionPayPos.TryRead(body, out var answer));
        return LastAnswer = answer;
    }

    /// <summary>Whether the last answer is one that a till believes.</summary>
    public bool IsBelieved => MacFits(LastAnswer!);

    public async Task<Message> Ask(Message request)
    {
        await Send(request);
        return await Receive();
    }

    public async Task<string?> Code(Message request) => (await Ask(request)).Text(39);

    public async Task<bool> IsHungUp()
    {
        using var patience = new CancellationTokenSource(SwitchBench.Patience);
        return await link.Receive(patience.Token) is Received.Ended;
    }

    public static string Notices(Message answer) =>
        answer.Bytes(62) is { } text ? Encoding.ASCII.GetString(text.Span) : "";

    private bool MacFits(Message answer) => answer.Bytes(64) is { } mac
        && vault.Macs.Fits(MacKey!, AlgorithmOf(MacKey!), answer.Signed.Span, mac.Span);

    private static MacAlgorithm AlgorithmOf(SealedKey key) =>
        key.Algorithm == KeyAlgorithm.Sm4 ? MacAlgorithm.UnionPaySm4 : MacAlgorithm.UnionPayEcb;

    private byte[] Wrap(byte[] body) => new PosEnvelope("6000030000", Header).Wrap(body);
}
