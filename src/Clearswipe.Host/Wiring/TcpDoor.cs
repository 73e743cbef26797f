using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Host.Wiring;

/// <summary>
/// A TCP port at which peers knock, with TLS when there is a certificate; each connection is served as a link.
/// </summary>
sealed partial class TcpDoor : IDisposable
{
    private const int MostAtOnce = 16_384;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

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

    /// <summary>Lets peers in until it is cancelled, and then throws.</summary>
    public async Task Serve(Func<ILink, CancellationToken, Task> serve, CancellationToken cancellation)
    {
        while (true)
        {
            if (await Accept(cancellation) is not { } peer)
                continue;
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

    /// <summary>The next peer; null when the system has no room for one now, such as no file descriptor.</summary>
    private async Task<TcpClient?> Accept(CancellationToken cancellation)
    {
        try
        {
            return await _listener.AcceptTcpClientAsync(cancellation);
        }
        catch (SocketException failure)
        {
            cancellation.ThrowIfCancellationRequested();
            NotLetIn(failure.Message, Again.TotalSeconds);
            await Task.Delay(Again, _time, cancellation);
            return null;
        }
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
                await using var stream = _identity is null ? raw : await Secured(raw, _identity, cancellation);
                await using var link = new StreamLink(stream, FrameFormat.TwoBytes, _time);
                await serve(link, cancellation);
            }
        }
        catch (AuthenticationException refused)
        {
            NotSecured(refused.Message);
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

    // Who does not finish the handshake holds a place, so it has its time as a message has.
    private async Task<Stream> Secured(Stream raw, TlsIdentity identity, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Limits.WholeMessageArrives, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            return await identity.Secure(raw, either.Token);
        }
        catch (OperationCanceledException tooLate) when (!cancellation.IsCancellationRequested)
        {
            throw new AuthenticationException(
                $"no handshake in {Limits.WholeMessageArrives.TotalSeconds} s", tooLate);
        }
        catch (IOException broken)
        {
            throw new AuthenticationException(broken.Message, broken);
        }
    }

    [LoggerMessage(2604, LogLevel.Error, "no peer could be let in ({Reason}); it is tried again in {Seconds} s")]
    private partial void NotLetIn(string reason, double seconds);

    [LoggerMessage(2603, LogLevel.Warning, "a peer was turned away at TLS: {Reason}")]
    private partial void NotSecured(string reason);

    [LoggerMessage(2602, LogLevel.Warning, "too many peers at once; one was turned away")]
    private partial void TooManyPeers();

    [LoggerMessage(2601, LogLevel.Warning, "a peer's session broke")]
    private partial void SessionBroke(Exception fault);
}
