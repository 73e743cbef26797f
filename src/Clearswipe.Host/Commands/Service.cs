using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;
using Clearswipe.Store;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Host.Commands;

/// <summary>What the parts that listen have in common: their options, their door, and how they end.</summary>
static class Service
{
    public static readonly Option<string?> Config =
        new("--config") { Description = "the configuration file; samples/ shows one of each kind" };
    public static readonly Option<int?> Port =
        new("--port") { Description = "listen at this port instead; 0 takes any free one, and prints it" };
    public static readonly Option<string?> Data =
        new("--data") { Description = "the folder for tables and the vault's key" };

    /// <summary>Opens the door, says in one line where it is, and serves until it is cancelled.</summary>
    public static async Task Run(
        Shell shell, IPEndPoint at, TlsFile? tls, string folder, Surroundings surroundings,
        Func<CancellationToken, Task> run, Func<ILink, CancellationToken, Task> serve, CancellationToken cancellation)
    {
        using var certificate = tls is null ? null : Certificate(tls, folder);
        using var door = Open(at, certificate, surroundings);
        await shell.Out.WriteLineAsync($"Listening on {door.At}");
        await shell.Out.FlushAsync(cancellation);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] loops = [run(stop.Token), door.Serve(serve, stop.Token)];
        var first = await Task.WhenAny(loops);
        stop.Cancel();
        await Task.WhenAll(loops.Select(Ended));
        if (first.IsFaulted)
            await first;
    }

    // The other loop stops because it is told to; only how the first one ended says whether all is well.
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

    private static TcpDoor Open(IPEndPoint at, X509Certificate2? certificate, Surroundings surroundings)
    {
        try
        {
            return new TcpDoor(at, certificate, surroundings.Time, surroundings.Log.CreateLogger<TcpDoor>());
        }
        catch (SocketException e)
        {
            throw Trouble.Found(
                $"{at} cannot be listened at: {e.Message}.",
                "Another program may be there; take another port with --port (0 takes any free one).");
        }
    }

    private static X509Certificate2 Certificate(TlsFile tls, string folder)
    {
        var (certificate, key) = (Path.Combine(folder, tls.Certificate), Path.Combine(folder, tls.Key));
        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or IOException)
        {
            throw Trouble.Use(
                $"The certificate {certificate} with {key} cannot be used: {e.Message}",
                "Both are PEM files, named relative to the configuration.");
        }
    }
}
