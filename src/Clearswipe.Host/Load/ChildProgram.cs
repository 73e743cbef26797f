using System.Diagnostics;
using System.Globalization;
using System.Net;
using Clearswipe.Host.Commands;

namespace Clearswipe.Host.Load;

/// <summary>This program once more, as a process that can be asked about itself, until it is disposed of.</summary>
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
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        // Run by `dotnet clearswipe.dll`, the program is its first argument.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in (IEnumerable<string>)["bench", WatchedProgram.Verb, "--", .. arguments])
            start.ArgumentList.Add(argument);
        var child = new ChildProgram(Process.Start(start)!);
        for (var door = 0; door < doors; door++)
            child.At = IPEndPoint.Parse(await child.Hear(Said));
        return child;
    }

    /// <summary>The bytes that it has allocated since its start, kept or not.</summary>
    public async Task<long> Allocated()
    {
        await _process.StandardInput.WriteLineAsync();
        return long.Parse(await Hear(WatchedProgram.Allocated), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // The first word after the beginning of a line.
    private async Task<string> Hear(string beginning)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return line[beginning.Length..].Split(' ')[0];
        throw Trouble.Found(
            "The program that was to be measured has ended.", "What it said stands above; is the port taken?");
    }
}
