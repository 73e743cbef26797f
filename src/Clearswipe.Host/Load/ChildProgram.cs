using System.Diagnostics;
using System.Net;
using Clearswipe.Host.Commands;

namespace Clearswipe.Host.Load;

/// <summary>This program once more, as a process of its own, until it is disposed of.</summary>
sealed class ChildProgram : IAsyncDisposable
{
    private const string Said = "Listening on ";

    private readonly Process _process;

    private ChildProgram(Process process) => _process = process;

    /// <summary>Where it listens: the last of so many doors.</summary>
    public IPEndPoint At { get; private set; } = new(IPAddress.None, 0);

    /// <summary>The time that its processors spent on it.</summary>
    public TimeSpan Busy
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that it stands on, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static async Task<ChildProgram> Start(int doors, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        // Run by `dotnet clearswipe.dll`, the program is its first argument.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var child = new ChildProgram(Process.Start(start)!);
        for (var door = 0; door < doors; door++)
            child.At = await child.NextDoor();
        return child;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<IPEndPoint> NextDoor()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(Said, StringComparison.Ordinal))
                return IPEndPoint.Parse(line[Said.Length..].Split(' ')[0]);
        throw Trouble.Found(
            "The program that was to be measured ended before it listened.",
            "What it said stands above; is the port taken?");
    }
}
