using Clearswipe.Host.Wiring;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Stories;

/// <summary>A terminal that can be told to send anything, with a good MAC or a bad one.</summary>
sealed class HostileTerminal(ILink link, KeyVault vault, SealedKey master, string id) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly string[] Cards = ["harbour-good", "demagnetised-with-chip", "dirty-chip", "removed-early"];

    private SealedKey? _macKey;
    private int _trace;

    public async Task SignOn()
    {
        var answer = await Ask(Plain(new Message("0800")
            .With(11, NextTrace()).With(41, id).With(42, DemoBanks.World.Merchant.Id.Value)
            .With(60, "00000001003").With(63, "01 ")));
        var keys = answer.Bytes(62)!.Value;
        _macKey = vault.Keys.Unwrap(master, KeyUse.Mac, KeyAlgorithm.Des, new(keys[20..28], keys[36..40]));
        Assert.NotNull(_macKey);
    }

    /// <summary>A tap for one yuan: no PIN, no track, one message.</summary>
    public Message NewSale() => new Message("0200")
        .With(2, CardAt(_trace).Reveal()).With(3, "000000").With(4, "000000000100").With(11, NextTrace())
        .With(12, "090000").With(13, "0302").With(14, "3012").With(22, "072").With(25, "00").With(41, id)
        .With(42, DemoBanks.World.Merchant.Id.Value).With(49, "156").With(60, "22000001000600");

    public byte[] Signed(Message message) => Wrap(Dialect.UnionPayPos.WriteSigned(
        message, (bytes, mac) => vault.Macs.Write(_macKey!, MacAlgorithm.UnionPayEcb, bytes, mac)));

    public static byte[] Plain(Message message) => Wrap(Dialect.UnionPayPos.Write(message));

    public Task<Message> Ask(Message message) => Ask(Signed(message));

    public async Task<Message> Ask(byte[] bytes)
    {
        await link.Send(bytes, CancellationToken.None);
        using var patience = new CancellationTokenSource(Patience);
        var received = Assert.IsType<Received.Message>(await link.Receive(patience.Token));
        Assert.Null(PosEnvelope.TryRead(received.Bytes, out _, out var body));
        Assert.Null(Dialect.UnionPayPos.TryRead(body, out var answer));
        return answer;
    }

    public ValueTask DisposeAsync() => link.DisposeAsync();

    private static Pan CardAt(int trace) => DemoBanks.Card(Cards[trace % Cards.Length])!.Pan;

    private static byte[] Wrap(byte[] body) => new PosEnvelope("6000030000", "603100310100").Wrap(body);

    private string NextTrace() => $"{++_trace:D6}";
}
