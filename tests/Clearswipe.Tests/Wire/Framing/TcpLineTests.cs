using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Tests.Wire.Framing;

/// <summary>A line over TCP names the hop that is broken.</summary>
public sealed class TcpLineTests
{
    [Fact]
    public async Task A_dialled_line_carries_messages_both_ways()
    {
        using var listener = Listen();
        var accepting = listener.AcceptTcpClientAsync();
        var near = Assert.IsType<Dialled.Connected>(await Line(Port(listener)).Dial(default)).Link;
        var far = new StreamLink((await accepting).GetStream(), FrameFormat.TwoBytes, TimeProvider.System);

        await near.Send(new byte[] { 1, 2 }, default);
        Assert.Equal([1, 2], Assert.IsType<Received.Message>(await far.Receive(default)).Bytes.ToArray());
        await far.DisposeAsync();
        Assert.IsType<Received.Ended>(await near.Receive(default));
    }

    [Fact]
    public async Task A_closed_port_breaks_at_connect()
    {
        var listener = Listen();
        var port = Port(listener);
        listener.Dispose();

        Assert.Equal(Hop.Connect, await BrokenHop(Line(port)));
    }

    [Fact]
    public async Task An_unknown_name_breaks_at_the_name() =>
        Assert.Equal(Hop.Name, await BrokenHop(Line(1, host: "no-such-host.invalid")));

    [Fact]
    public async Task A_peer_without_tls_breaks_at_tls()
    {
        using var listener = Listen();
        var answering = Answer(listener);

        var tls = new SslClientAuthenticationOptions { TargetHost = "switch" };

        Assert.Equal(Hop.Tls, await BrokenHop(Line(Port(listener), tls: tls)));
        await answering;
    }

    private static async Task Answer(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().WriteAsync("this is no TLS record"u8.ToArray());
    }

    private static async Task<Hop> BrokenHop(TcpLine line) =>
        Assert.IsType<Dialled.Failed>(await line.Dial(default)).BrokenHop;

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int Port(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static TcpLine Line(int port, string host = "127.0.0.1", SslClientAuthenticationOptions? tls = null) =>
        new("test", new DnsEndPoint(host, port), FrameFormat.TwoBytes, TimeProvider.System, tls);
}
