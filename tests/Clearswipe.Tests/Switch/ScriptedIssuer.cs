using System.Threading.Channels;
using Clearswipe.Vault;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Switch;

/// <summary>An issuer whose answers the test writes, and the line to it; it signs on and echoes by itself.</summary>
internal sealed class ScriptedIssuer(KeyVault vault, SealedKey macKey) : ILine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Channel<Message> _heard = Channel.CreateUnbounded<Message>();
    private ILink? _link;
    private ILink? _firstLink;

    public string Name => "to the issuer";

    public bool IsBroken { get; set; }

    public bool Echoes { get; set; } = true;

    /// <summary>Answers what is given; null leaves it to <see cref="Hears"/>.</summary>
    public Func<Message, Message?> Answers { get; set; } = _ => null;

    public ValueTask<Dialled> Dial(CancellationToken cancellation)
    {
        if (IsBroken)
            return ValueTask.FromResult<Dialled>(new Dialled.Failed(Hop.Gateway, "the test broke it"));
        (var near, _link) = PipeLink.CreatePair();
        _firstLink ??= _link;
        _ = Serve(_link);
        return ValueTask.FromResult<Dialled>(new Dialled.Connected(near));
    }

    /// <summary>The next message that was not answered by itself.</summary>
    public async Task<Message> Hears(string type)
    {
        using var patience = new CancellationTokenSource(Patience);
        var message = await _heard.Reader.ReadAsync(patience.Token);
        Assert.Equal(type, message.Type);
        return message;
    }

    public bool HasHeardNothing => _heard.Reader.Count == 0;

    public Task Say(Message answer) => Send(Signed(answer));

    /// <summary>Says it over the link that was dialled first, where another machine may listen.</summary>
    public Task SayFirst(Message answer) => _firstLink!.Send(Signed(answer), CancellationToken.None).AsTask();

    public Task Send(byte[] bytes) => _link!.Send(bytes, CancellationToken.None).AsTask();

    public async Task HangUp() => await _link!.DisposeAsync();

    private byte[] Signed(Message answer) => Dialect.Iso1987Ascii.WriteSigned(
        answer, (bytes, mac) => vault.Macs.Write(macKey, MacAlgorithm.X919, bytes, mac));

    public static Message Answer(Message request, string code)
    {
        var answer = new Message(MessageType.AnswerTo(request.Type)).With(39, code);
        foreach (var field in new[] { 3, 4, 7, 11, 12, 13, 32, 37, 41, 42, 49 })
            if (request.Text(field) is { } text)
                answer.With(field, text);
        return code == "00" && request.Type != "0400" ? answer.With(38, "123456") : answer;
    }

    private async Task Serve(ILink link)
    {
        while (await link.Receive(CancellationToken.None) is Received.Message(var bytes))
        {
            Assert.Null(Dialect.Iso1987Ascii.TryRead(bytes, out var message));
            if (message.Type == "0800")
                await Echo(link, message);
            else if (Answers(message) is { } answer)
                await link.Send(Signed(answer), CancellationToken.None);
            else
                _heard.Writer.TryWrite(message);
        }
    }

    private async Task Echo(ILink link, Message request)
    {
        if (!Echoes && request.Text(70) == "301")
            return;
        var answer = new Message("0810").With(7, request.Text(7)!).With(11, request.Text(11)!)
            .With(39, "00").With(70, request.Text(70)!);
        await link.Send(Dialect.Iso1987Ascii.Write(answer), CancellationToken.None);
    }
}
