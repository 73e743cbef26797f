using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Clearswipe.Host.Load;

/// <summary>
/// Connections that each send a purchase, wait for its answer, and send the next: what a switch does with so many
/// terminals at once, measured from the outside.
/// </summary>
#pragma warning disable RS0030 // A load client is an adapter to the network: bare sockets cost the machine least.
sealed class LoadClient(IPEndPoint at, byte[] purchase, TimeProvider time)
{
    private const int Frame = 2;

    private const long Numbers = 1_000_000_000_000;

    // A number for each 10 µs of the clock: no sale is as fast, so a second run against the same tables, such as the
    // one after the warming up, sends no duplicates.
    private long _number = time.GetUtcNow().UtcTicks / 100 % Numbers;

    /// <summary>The waits of all sales that were answered in this time, and how many were not approved.</summary>
    public async Task<LoadReport> Run(int connections, TimeSpan lasts)
    {
        var began = time.GetTimestamp();
        var results = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => Drive(began, lasts)));
        return new LoadReport(
            connections, lasts, [.. results.SelectMany(result => result.Waits)], results.Sum(result => result.Refused));
    }

    private async Task<(List<TimeSpan> Waits, long Refused)> Drive(long began, TimeSpan lasts)
    {
        var sales = new SaleStream(purchase);
        var waits = new List<TimeSpan>(1 << 16);
        var refused = 0L;
        var answer = new byte[Frame + 4096];
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(at);
        while (true)
        {
            var sentAt = time.GetTimestamp();
            await socket.SendAsync(sales.Next(Interlocked.Increment(ref _number) % Numbers));
            var length = await Receive(socket, answer);
            var now = time.GetTimestamp();
            if (time.GetElapsedTime(began, now) >= lasts)
                return (waits, refused);
            if (!sales.IsApproved(answer.AsSpan(Frame, length)))
                refused++;
            waits.Add(time.GetElapsedTime(sentAt, now));
        }
    }

    private static async ValueTask<int> Receive(Socket socket, byte[] frame)
    {
        var arrived = 0;
        while (arrived < Frame || arrived < Frame + BinaryPrimitives.ReadUInt16BigEndian(frame))
        {
            var count = await socket.ReceiveAsync(frame.AsMemory(arrived));
            if (count == 0)
                throw new IOException("the switch closed the link");
            arrived += count;
        }

        return arrived - Frame;
    }
}
