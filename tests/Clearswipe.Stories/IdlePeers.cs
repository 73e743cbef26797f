using System.Net;
using System.Net.Sockets;

namespace Clearswipe.Stories;

/// <summary>Many peers that are connected and say nothing.</summary>
sealed class IdlePeers : IDisposable
{
    private readonly List<Socket> _peers = [];

    /// <summary>How many are connected, and were not hung up on.</summary>
    public int Living => _peers.Count(peer => !peer.Poll(0, SelectMode.SelectRead));

    public static async Task<IdlePeers> At(IPEndPoint door, int count)
    {
        var peers = new IdlePeers();
        for (var peer = 0; peer < count; peer++)
            await peers.Add(door);
        return peers;
    }

    /// <summary>How many files a process may have open here, which bounds what one can connect.</summary>
    public static int OpenFiles() => File.ReadLines("/proc/self/limits")
        .Where(line => line.StartsWith("Max open files", StringComparison.Ordinal))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2])
        .Select(hard => int.TryParse(hard, out var most) ? most : int.MaxValue)
        .Single();

    public void Dispose()
    {
        foreach (var peer in _peers)
        {
            // A reset, so that the next test finds no ports waiting.
            peer.LingerState = new LingerOption(true, 0);
            peer.Dispose();
        }
    }

    private async Task Add(IPEndPoint door)
    {
        var peer = new Socket(SocketType.Stream, ProtocolType.Tcp);
        _peers.Add(peer);
        await peer.ConnectAsync(door);
    }
}
