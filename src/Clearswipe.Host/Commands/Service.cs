using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;
using Clearswipe.Store;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Host.Commands;

/// <summary>A door that a part opens: where, with which certificate, for whom, and how a link is served.</summary>
sealed record Doorway(IPEndPoint At, TlsFile? Tls, Func<ILink, CancellationToken, Task> Serve)
{
    /// <summary>What is said behind the address; nothing where a part has one door.</summary>
    public string For { get; init; } = "";
}

/// <summary>What the parts that listen have in common: their options, their doors, and how they end.</summary>
static class Service
{
    public static readonly Option<string?> Config =
        new("--config") { Description = "the configuration file; samples/ shows one of each kind" };
    public static readonly Option<int?> Port =
        new("--port") { Description = "listen at this port instead; 0 takes any free one, and prints it" };
    public static readonly Option<string?> Data =
        new("--data") { Description = "the folder for tables and the vault's key" };

    /// <summary>Opens the doors, says in one line each where they are, and serves until it is cancelled.</summary>
    public static async Task Run(
        Shell shell, IReadOnlyList<Doorway> doorways, string folder, Surroundings surroundings,
        Func<CancellationToken, Task> run, CancellationToken cancellation)
    {
        var doors = new List<TcpDoor>();
        try
        {
            foreach (var doorway in doorways)
                doors.Add(Open(doorway, folder, surroundings));
            foreach (var (door, doorway) in doors.Zip(doorways))
                await shell.Out.WriteLineAsync($"Listening on {door.At}{doorway.For}");
            await shell.Out.FlushAsync(cancellation);
            await Serve(run, doors.Zip(doorways, (door, doorway) => (door, doorway.Serve)), cancellation);
        }
        finally
        {
            foreach (var door in doors)
                door.Dispose();
        }
    }

    private static async Task Serve(
        Func<CancellationToken, Task> run,
        IEnumerable<(TcpDoor Door, Func<ILink, CancellationToken, Task> Serve)> doors, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] loops = [run(stop.Token), .. doors.Select(door => door.Door.Serve(door.Serve, stop.Token))];
        var first = await Task.WhenAny(loops);
        stop.Cancel();
        await Task.WhenAll(loops.Select(Ended));
        if (first.IsFaulted)
            await first;
    }

    // The other loops stop because they are told to; only how the first one ended says whether all is well.
    private static async Task Ended(Task loop)
    {
        try
        {
            await loop;
        }
        catch (Exception)
        {
            // Seen by the caller when it was the first to end.
        }
    }

    /// <summary>The loop, which also ends when its file keeps nothing any more: it is to be started again.</summary>
    public static Func<CancellationToken, Task> Over(Database database, Func<CancellationToken, Task> run) =>
        async cancellation =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            StoreBrokenException? broken = null;
            database.Broke += failure =>
            {
                broken = failure;
                stop.Cancel();
            };
            try
            {
                await run(stop.Token);
            }
            catch (OperationCanceledException) when (broken is not null)
            {
                // Said below, as what it is.
            }

            if (broken is not null)
                throw broken;
        };

    private static TcpDoor Open(Doorway doorway, string folder, Surroundings surroundings)
    {
        var identity = doorway.Tls is { } tls ? TlsIdentity.Load(tls, folder) : null;
        try
        {
            return new TcpDoor(doorway.At, identity, surroundings.Time, surroundings.Log.CreateLogger<TcpDoor>());
        }
        catch (SocketException e)
        {
            throw Trouble.Found(
                $"{doorway.At} cannot be listened at: {e.Message}.",
                "Another program may be there; take another port with --port (0 takes any free one).");
        }
    }
}
