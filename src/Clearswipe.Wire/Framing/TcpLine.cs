using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Framing;

/// <summary>
/// A line over TCP, with TLS where options for it are given. A dial that fails names the first hop that is broken: the
/// name, the connection, or TLS.
/// </summary>
public sealed class TcpLine(
    string name, DnsEndPoint host, FrameFormat format, TimeProvider time, SslClientAuthenticationOptions? tls = null)
    : ILine
{
    public string Name => name;

    /// <summary>
    /// Dials within Limits.LineConnects. The caller's cancellation throws; every other ending is a value.
    /// </summary>
    public async ValueTask<Dialled> Dial(CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Limits.LineConnects, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        var attempt = new Attempt();
        try
        {
            return new Dialled.Connected(new StreamLink(await Open(attempt, either.Token), format, time));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Dialled.Failed(attempt.Hop, $"no answer in {Limits.LineConnects.TotalSeconds} s");
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            return new Dialled.Failed(attempt.Hop, e.Message);
        }
    }

    private async Task<Stream> Open(Attempt attempt, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, cancellation);
        attempt.Hop = Hop.Connect;
        var stream = await Connect(addresses, cancellation);
        if (tls is null)
            return stream;

        attempt.Hop = Hop.Tls;
        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsClientAsync(tls, cancellation);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }

#pragma warning disable RS0030 // This is the adapter where a line meets a real socket.
    private async Task<Stream> Connect(IPAddress[] addresses, CancellationToken cancellation)
    {
        // A message is one write and waits for its answer: holding it back for a fuller packet only costs time.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
#pragma warning restore RS0030

    /// <summary>How far a dial has come.</summary>
    private sealed class Attempt
    {
        public Hop Hop { get; set; } = Hop.Name;
    }
}
