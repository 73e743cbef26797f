using System.Text;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Counter;

/// <summary>What the host does with one sale.</summary>
abstract record Deed
{
    public sealed record Answer(string Code, long? Fen = null) : Deed;

    /// <summary>It charges the card, and its answer is lost.</summary>
    public sealed record ChargeSilently : Deed;

    /// <summary>The request never reached it.</summary>
    public sealed record NeverHear : Deed;

    public sealed record AnswerWithBadMac : Deed;

    public sealed record AnswerForAnother : Deed;

    /// <summary>It charges, and answers long after the till gave up.</summary>
    public sealed record AnswerLate(TimeSpan After) : Deed;
}

/// <summary>A host that does what it is told, keeps the books, and knows what it answered.</summary>
sealed class ScriptedHost(KeyVault vault, SealedKey master, TimeProvider time)
{
    private readonly Dictionary<string, (string Code, string Amount)> _known = [];
    private (SealedKey Pin, SealedKey Mac) _keys;

    public List<Message> Heard { get; } = [];

    /// <summary>What each trace number took from a card, net of reversals.</summary>
    public Dictionary<string, long> Books { get; } = [];

    public Queue<Deed> Deeds { get; } = [];

    public bool KnowsLookUps { get; set; } = true;

    public bool AnswersReversals { get; set; } = true;

    public bool IsSilent { get; set; }

    public string ReversalCode { get; set; } = "00";

    public string Notices { get; set; } = "";

    public IEnumerable<Message> Sales => Heard.Where(message => message.Type == "0200");

    public IEnumerable<Message> Reversals => Heard.Where(message => message.Type == "0400");

    /// <summary>The terminal's keys are changed behind its back.</summary>
    public void ForgetKeys() => _keys = (
        vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2), vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Des));

    public async Task Serve(ILink link)
    {
        while (await link.Receive(CancellationToken.None) is Received.Message(var bytes))
        {
            Assert.Null(PosEnvelope.TryRead(bytes, out var envelope, out var body));
            Assert.Null(Dialect.UnionPayPos.TryRead(body, out var request));
            Heard.Add(request);
            if (!IsSilent)
                await Answer(link, envelope, request);
        }
    }

    private async Task Answer(ILink link, PosEnvelope envelope, Message request)
    {
        var function = request.Text(60)![8..11];
        switch (request.Type)
        {
            case "0800":
                await Say(link, envelope, SignOn(request), isSigned: false);
                break;
            case "0820" when function == "301":
                await Say(link, envelope, Echo(request), isSigned: false);
                break;
            case "0820":
                if (KnowsLookUps)
                    await Say(link, envelope, LookUp(request));
                break;
            case "0200":
                await Sell(link, envelope, request);
                break;
            default:
                await Reverse(link, envelope, request);
                break;
        }
    }

    private Message SignOn(Message request)
    {
        ForgetKeys();
        var (pin, mac) = (vault.Keys.Wrap(master, _keys.Pin), vault.Keys.Wrap(master, _keys.Mac));
        byte[] keys =
        [
            .. pin.Cryptogram.Span, .. pin.CheckValue.Span, .. mac.Cryptogram.Span, .. new byte[8],
            .. mac.CheckValue.Span,
        ];
        return Repeat(request, 11, 41, 42).With(39, "00").With(60, "00000001003").With(62, keys);
    }

    private Message Echo(Message request)
    {
        var answer = Repeat(request, 11, 41, 42, 60).With(39, "00");
        return Notices == "" ? answer : answer.With(62, Encoding.ASCII.GetBytes(Notices));
    }

    private Message LookUp(Message request)
    {
        var answer = Repeat(request, 11, 12, 13, 41, 42, 60);
        return _known.TryGetValue(request.Text(61)![6..12], out var known)
            ? answer.With(39, known.Code).With(4, known.Amount).With(37, "000000000001").With(38, "123456")
            : answer.With(39, "25");
    }

    private async Task Sell(ILink link, PosEnvelope envelope, Message request)
    {
        var deed = Deeds.TryDequeue(out var next) ? next : new Deed.Answer("00");
        var amount = long.Parse(request.Text(4)!);
        switch (deed)
        {
            case Deed.Answer(var code, var fen):
                await Say(link, envelope, Decide(request, code, fen ?? amount));
                break;
            case Deed.ChargeSilently:
                Decide(request, "00", amount);
                break;
            case Deed.AnswerWithBadMac:
                Decide(request, "00", amount);
                await link.Send(envelope.Turned().Wrap(Dialect.UnionPayPos.WriteSigned(
                    Decide(request, "00", amount), static (_, mac) => mac.Fill((byte)'0'))), CancellationToken.None);
                break;
            case Deed.AnswerForAnother:
                await Say(link, envelope, Decide(request, "55", amount).With(11, "999999"));
                _known.Remove(request.Text(11)!);
                break;
            case Deed.AnswerLate(var after):
                var late = Decide(request, "00", amount);
                await Task.Delay(after, time);
                await Say(link, envelope, late);
                break;
            case Deed.NeverHear:
                break;
        }
    }

    private Message Decide(Message request, string code, long fen)
    {
        var trace = request.Text(11)!;
        if (new ResponseCode(code).IsApproval)
            Books[trace] = fen;
        if (code is not ("68" or "98"))
            _known[trace] = (code, fen.ToString("D12"));
        var answer = Repeat(request, 3, 11, 12, 13, 25, 41, 42, 49, 60).With(4, fen.ToString("D12"))
            .With(37, "000000000001").With(39, code).With(44, "harbour".PadRight(11));
        return new ResponseCode(code).IsApproval ? answer.With(38, "123456") : answer;
    }

    private async Task Reverse(ILink link, PosEnvelope envelope, Message request)
    {
        Books.Remove(request.Text(11)!);
        _known.Remove(request.Text(11)!);
        if (AnswersReversals)
            await Say(link, envelope, Repeat(request, 3, 4, 11, 12, 13, 41, 42, 60).With(39, ReversalCode));
    }

    private async Task Say(ILink link, PosEnvelope envelope, Message answer, bool isSigned = true)
    {
        var body = isSigned
            ? Dialect.UnionPayPos.WriteSigned(
                answer, (bytes, mac) => vault.Macs.Write(_keys.Mac, MacAlgorithm.UnionPayEcb, bytes, mac))
            : Dialect.UnionPayPos.Write(answer);
        try
        {
            await link.Send(envelope.Turned().Wrap(body), CancellationToken.None);
        }
        catch (IOException)
        {
            // The till hung up.
        }
    }

    private static Message Repeat(Message request, params int[] fields)
    {
        var answer = new Message($"{request.Type[..2]}{(char)(request.Type[2] + 1)}{request.Type[3]}");
        foreach (var field in fields)
            if (request.Text(field) is { } text)
                answer.With(field, text);
        return answer;
    }
}

/// <summary>A line to the scripted host.</summary>
sealed class HostLine(string name, ScriptedHost host) : ILine
{
    public string Name => name;

    public Hop Broken { get; set; }

    public int Dials { get; private set; }

    public ValueTask<Dialled> Dial(CancellationToken cancellation)
    {
        Dials++;
        if (Broken != Hop.None)
            return ValueTask.FromResult<Dialled>(new Dialled.Failed(Broken, "down for the test"));

        var (near, far) = PipeLink.CreatePair();
        _ = host.Serve(far);
        return ValueTask.FromResult<Dialled>(new Dialled.Connected(near));
    }
}
