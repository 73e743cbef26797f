using Clearswipe.Switch;
using Clearswipe.Switch.Hosts;
using Clearswipe.Vault;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Switch.Hosts;

/// <summary>An acquirer's host that a test speaks for.</summary>
internal sealed class TestHost(SwitchNode node, KeyVault vault, HostSettings settings)
{
    private readonly ILink _link = Connect(node, settings);

    public TestHost(SwitchBench bench, HostSettings settings)
        : this(bench.Node, bench.Vault, settings)
    {
    }

    public static Message Sale(int trace, string rrn = "632618000124") => new Message("0200")
        .With(2, SwitchBench.Card.Reveal())
        .With(3, "000000")
        .With(4, "000000012800")
        .With(7, "0302090001")
        .With(11, trace.ToString("D6"))
        .With(12, "170001")
        .With(13, "0302")
        .With(22, "051")
        .With(37, rrn)
        .With(41, "TERM0001")
        .With(42, "898440350110001")
        .With(49, "156");

    /// <summary>The reversal of a sale; field 90 names it.</summary>
    public static Message Reversal(Message sale) => new Message("0400")
        .With(2, sale.Text(2)!)
        .With(3, "000000")
        .With(4, sale.Text(4)!)
        .With(7, "0302090131")
        .With(11, "777777")
        .With(12, sale.Text(12)!)
        .With(13, sale.Text(13)!)
        .With(37, sale.Text(37)!)
        .With(39, "98")
        .With(41, sale.Text(41)!)
        .With(42, sale.Text(42)!)
        .With(90, $"0200{sale.Text(11)}{sale.Text(7)}{new string('0', 22)}");

    public ValueTask Send(Message message) => _link.Send(Written(message), default);

    public ValueTask SendBytes(byte[] bytes) => _link.Send(bytes, default);

    public async Task<Message> Ask(Message message)
    {
        await Send(message);
        return await Receive();
    }

    public async Task<string?> Code(Message message) => (await Ask(message)).Text(39);

    public async Task<Message> Receive()
    {
        var received = Assert.IsType<Received.Message>(
            await _link.Receive(default).AsTask().WaitAsync(SwitchBench.Patience, TimeProvider.System));
        Assert.Null(settings.Dialect.TryRead(received.Bytes, out var message));
        Assert.True(settings.MacKey is null || message.Mac is { } mac
            && vault.Macs.Fits(settings.MacKey, settings.Mac, message.Signed.Span, mac.Span));
        return message;
    }

    public async Task<bool> IsHungUp() =>
        await _link.Receive(default).AsTask().WaitAsync(SwitchBench.Patience, TimeProvider.System) is Received.Ended;

    private byte[] Written(Message message) => settings.MacKey is { } key
        ? settings.Dialect.WriteSigned(message, (bytes, mac) => vault.Macs.Write(key, settings.Mac, bytes, mac))
        : settings.Dialect.Write(message);

    private static ILink Connect(SwitchNode node, HostSettings settings)
    {
        var (near, far) = PipeLink.CreatePair();
        _ = node.ServeHost(far, settings, CancellationToken.None);
        return near;
    }
}
