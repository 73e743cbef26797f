using System.Net;
using System.Net.Sockets;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Host.Wiring;

/// <summary>
/// A TCP port at which peers knock, with TLS when there is a certificate; each connection is served as a link.
/// </summary>
sealed partial class TcpDoor : IDisposable
{
    private const int MostAtOnce = 16_384;

    private readonly TcpListener _listener;
    private readonly TlsIdentity? _identity;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private int _open;

    /// <summary>Opens the port at once; port 0 takes any free one.</summary>
    public TcpDoor(IPEndPoint at, TlsIdentity? identity, TimeProvider time, ILogger log)
    {
        _listener = new TcpListener(at);
        _identity = identity;
        _time = time;
        _log = log;
        _listener.Start();
    }

    public IPEndPoint At => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>Lets peers in until it is cancelled.</summary>
    public async Task Serve(Func<ILink, CancellationToken, Task> serve, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var peer = await _listener.AcceptTcpClientAsync(cancellation);
            if (Interlocked.Increment(ref _open) <= MostAtOnce)
                _ = Host(peer, serve, cancellation);
            else
                TurnAway(peer);
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _identity?.Dispose();
    }

    private void TurnAway(TcpClient peer)
    {
        peer.Dispose();
        Interlocked.Decrement(ref _open);
        TooManyPeers();
    }

    private async Task Host(TcpClient peer, Func<ILink, CancellationToken, Task> serve, CancellationToken cancellation)
    {
        try
        {
            using (peer)
            {
                peer.NoDelay = true;
                var raw = peer.GetStream();
                await using var stream =
                    _identity is null ? raw : await _identity.Secure(raw, cancellation);
                await using var link = new StreamLink(stream, FrameFormat.TwoBytes, _time);
                await serve(link, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // The door closes; what was open is reversed by its owner.
        }
        catch (Exception fault)
        {
            // One peer's broken session ends alone.
            SessionBroke(fault);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    [LoggerMessage(2602, LogLevel.Warning, "too many peers at once; one was turned away")]
    private partial void TooManyPeers();

    [LoggerMessage(2601, LogLevel.Warning, "a peer's session broke")]
    private partial void SessionBroke(Exception fault);
}
