using System.CommandLine;
using Clearswipe.Host.Load;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;

namespace Clearswipe.Host.Commands;

/// <summary>
/// `bench`, and `bench switch`: durable sales a second from outside, beside what network and disk do alone.
/// </summary>
static class BenchCommand
{
    private static readonly Option<int> Connections = new("--connections")
    {
        Description = "connections, each with one sale under way",
        DefaultValueFactory = _ => 64,
    };

    private static readonly Option<int> Seconds = new("--seconds")
    {
        Description = "how long sales are measured, after three seconds of warming up; the rest for ten at most",
        DefaultValueFactory = _ => 10,
    };

    private static readonly Option<string?> At = new("--at")
    {
        Description = "a host door that listens already, such as 127.0.0.1:9583; else samples/bench is started",
    };

    private static readonly Option<string?> Postgres = new("--postgres")
    {
        Description = "over this PostgreSQL, such as \"Host=127.0.0.1;Database=postgres;Username=me\", in databases "
            + "that the bench makes and drops; else over files",
    };

    private static readonly Argument<string[]> Watched = new("command");

    static BenchCommand()
    {
        Connections.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var count) && count is > 0 and <= 4096))
                result.AddError("--connections takes a number from 1 to 4096.");
        });
        Seconds.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var count) && count is > 0 and <= 9999))
                result.AddError("--seconds takes a number from 1 to 9999.");
        });
    }

    public static Command Create(Shell shell)
    {
        var bench = new Command("switch", "Durable sales a second, beside an echo and bare group commit")
        {
            Connections, Seconds, At, Postgres,
        };
        bench.SetAction((parsed, cancellation) => Run(shell, parsed, cancellation));
        var echo = new Command("echo", "The echo that `bench switch` measures beside") { Hidden = true };
        echo.SetAction(async (_, cancellation) =>
        {
            using var part = new Part(shell.Time);
            await EchoServer.Run(shell, part.Surroundings, cancellation);
        });
        var watched = new Command(WatchedProgram.Verb, "A command that tells what it allocates") { Watched };
        watched.Hidden = true;
        watched.SetAction((parsed, cancellation) =>
            WatchedProgram.Run(shell, parsed.GetRequiredValue(Watched), cancellation));
        return new Command("bench", "Measure: ratios within one run")
        {
            bench, BenchDiagnosis.Create(shell), echo, watched,
        };
    }

    private static Task<int> Run(Shell shell, ParseResult parsed, CancellationToken cancellation)
    {
        var run = new BenchRun(
            shell, parsed.GetValue(Connections), TimeSpan.FromSeconds(parsed.GetValue(Seconds)), cancellation);
        return (parsed.GetValue(At), parsed.GetValue(Postgres)) switch
        {
            (null, { } connection) => run.OverPostgres(connection),
            ({ } at, null) => run.OverFile(HostPort.Own(at)),
            (null, null) => run.OverFile(null),
            _ => throw Trouble.Use(
                "--at measures what runs already, --postgres what the bench starts.", "Give one of them."),
        };
    }
}
