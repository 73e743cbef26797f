using System.Net;
using System.Net.Sockets;
using Clearswipe.Switch.Terminals;
using Clearswipe.Wire.Framing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Tests.Switch;

/// <summary>The switch behind a real listener.</summary>
public sealed class TcpTests
{
    [Fact]
    public async Task A_terminal_sells_over_tcp_and_a_stranger_is_hung_up_on()
    {
        await using var bench = await SwitchBench.Open();
        bench.Issuer.Answers = request => ScriptedIssuer.Answer(request, "00");
        await using var host = await Listen(bench);
        var port = new Uri(host.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

        using var stranger = new TcpClient();
        await stranger.ConnectAsync(IPAddress.Loopback, port);
        await stranger.GetStream().WriteAsync("GET / HTTP/1.1\r\n\r\n"u8.ToArray());
        Assert.Equal(0, await stranger.GetStream().ReadAsync(new byte[1]));

        var line = new TcpLine("lan", new DnsEndPoint("localhost", port), FrameFormat.TwoBytes, TimeProvider.System);
        var dialled = Assert.IsType<Dialled.Connected>(await line.Dial(CancellationToken.None));
        await using var link = dialled.Link;
        var terminal = new TestTerminal(link, bench.Vault, bench.Master, "10000001");
        await terminal.SignOn();

        Assert.Equal("00", await terminal.Code(terminal.SaleWithPin(1, 100)));
    }

    private static async Task<WebApplication> Listen(SwitchBench bench)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listener => listener.UseSwitch(bench.Node, TimeProvider.System)));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
