using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Clearswipe.Tests.Store.Postgres;

/// <summary>
/// A line between a program and its PostgreSQL, which can be cut at a commit: before the server hears of it, or after,
/// so that only the answer is lost.
/// </summary>
internal sealed class CutLine : IDisposable
{
    // As it travels: the statement's text with its ending zero.
    private static readonly byte[] Commit = Encoding.ASCII.GetBytes("commit\0");

    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly string _socket;

    public CutLine(string socket)
    {
        _socket = socket;
        _door.Start();
        _ = Listen();
    }

    public enum Moment
    {
        Never,
        BeforeTheCommit,
        BeforeItsAnswer,
    }

    public int Port => ((IPEndPoint)_door.LocalEndpoint).Port;

    /// <summary>Cuts once, at the next commit.</summary>
    public Moment CutAt { get; set; }

    /// <summary>After the cut nobody gets through any more.</summary>
    public bool StaysCut { get; set; }

    public int Cuts { get; private set; }

    public void Dispose() => _door.Dispose();

    private async Task Listen()
    {
        try
        {
            while (true)
                _ = Serve(await _door.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var closing = client;
        if (StaysCut && Cuts > 0)
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket));
        using var server = new NetworkStream(socket);
        var there = There(client.GetStream(), server);
        await Task.WhenAny(there, Back(server, client.GetStream()));
    }

    private async Task There(Stream client, Stream server)
    {
        var buffer = new byte[65_536];
        while (await Read(client, buffer) is > 0 and var length)
        {
            var said = buffer.AsMemory(0, length);
            var moment = said.Span.IndexOf(Commit) >= 0 ? CutAt : Moment.Never;
            if (moment != Moment.Never)
                (CutAt, Cuts) = (Moment.Never, Cuts + 1);
            if (moment == Moment.BeforeTheCommit)
                return;
            await server.WriteAsync(said);
            if (moment == Moment.BeforeItsAnswer)
                return;
        }
    }

    private static async Task Back(Stream server, Stream client)
    {
        var buffer = new byte[65_536];
        while (await Read(server, buffer) is > 0 and var length)
            await client.WriteAsync(buffer.AsMemory(0, length));
    }

    private static async Task<int> Read(Stream stream, byte[] buffer)
    {
        try
        {
            return await stream.ReadAsync(buffer);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
