using System.CommandLine;
using System.Net.Sockets;
using Clearswipe.Host.Checks;
using Clearswipe.Host.Wiring;
using Clearswipe.Lab.Shops;
using Clearswipe.Lab.Worlds;
using Microsoft.AspNetCore.Connections;

namespace Clearswipe.Host.Commands;

/// <summary>`up`: the whole shop in one process, with its pages.</summary>
static class UpCommand
{
    public const int UsualPort = 8583;

    private static readonly Option<int> Port = new("--port")
    {
        Description = "the port of the pages on 127.0.0.1; 0 takes any free one",
        DefaultValueFactory = _ => UsualPort,
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "the folder for what must outlive the program; else one under your own data",
    };

    static UpCommand() => Port.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && !ushort.TryParse(token.Value, out _))
            result.AddError("--port takes a number from 0 to 65535.");
    });

    public static Command Create(Shell shell)
    {
        var command =
            new Command("up", "Start everything in this process: demo counter, switch, banks, pages") { Port, Data };
        command.SetAction(
            (parsed, cancellation) => Run(shell, parsed.GetValue(Port), parsed.GetValue(Data), cancellation));
        return command;
    }

    private static async Task<int> Run(Shell shell, int port, string? data, CancellationToken cancellation)
    {
        MustBeFree(port);
        using var folder = DataFolder.Open(data, "demo").Locked();
        using var part = new Part(shell.Time, LogLevel.Warning);
        await using var shop = await Shop.Open(World.Find("demo"), folder.FileOf("shop"), part.Surroundings);
        await using var app = Pages.Build(port, new Floor(shop), shell.Time);
        await Start(app, port, cancellation);
        shell.Out.WriteLine($"Clearswipe 畅刷 is up. Demo counter: {Pages.AddressOf(app)}");
        shell.Out.WriteLine($"Explain a code: {Pages.AddressOf(app)}/explain · Data: {folder.Root} · Stop with Ctrl-C");
        await app.WaitForShutdownAsync(cancellation);
        return ExitCode.Good;
    }

    private static async Task Start(WebApplication app, int port, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw Taken(port);
        }
        catch (SocketException e)
        {
            throw Trouble.Found(
                $"Port {port} cannot be used: {e.Message}.", "Take another one above 1024 with --port.");
        }
    }

    // Before anything is opened: a shop that is started and stopped again would only confuse the one that runs.
    private static void MustBeFree(int port)
    {
        if (PortCheck.Run(port).Health == Health.Watch)
            throw Taken(port);
    }

    private static Trouble Taken(int port) => Trouble.Found(
        $"Port {port} is taken: Clearswipe may be running already at http://127.0.0.1:{port}.",
        "Look there, stop the other program, or take another port: --port 8584 (--port 0 takes any free one).");
}
