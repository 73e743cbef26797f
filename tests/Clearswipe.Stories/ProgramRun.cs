using System.Collections.Concurrent;
using System.Diagnostics;

namespace Clearswipe.Stories;

/// <summary>The program as a process of its own, which can be listened to and killed.</summary>
sealed class ProgramRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private ProgramRun(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_lines, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public IReadOnlyList<string> Lines => [.. _lines];

    public string Said => string.Join('\n', _lines.Concat(_errors));

    public bool HasEnded => _process.HasExited;

    /// <summary>The program that lies beside these tests.</summary>
    public static ProgramRun Clearswipe(params string[] arguments) => Start(
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
        ["exec", Path.Combine(AppContext.BaseDirectory, "clearswipe.dll"), .. arguments]);

    public static ProgramRun Start(string file, params IEnumerable<string> arguments) =>
        new(new ProcessStartInfo(file, arguments));

    /// <summary>Waits until the program has said a line that begins so, or has ended; the line, or null.</summary>
    public async Task<string?> Hear(string beginning)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var ended = _process.HasExited;
            if (_lines.FirstOrDefault(line => line.StartsWith(beginning, StringComparison.Ordinal)) is { } line)
                return line;
            if (ended)
                return null;
            Assert.False(patience.IsCancellationRequested, $"\"{beginning}\" was not said, but:\n{Said}");
            await Task.Delay(Look);
        }
    }

    /// <summary>Waits for the end; the exit code.</summary>
    public async Task<int> End()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"the program did not end, it said:\n{Said}");
        }

        return _process.ExitCode;
    }

    /// <summary>As kill -9 does; whether it was still alive.</summary>
    public async Task<bool> Kill()
    {
        var lived = !_process.HasExited;
        _process.Kill(entireProcessTree: true);
        await End();
        return lived;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null)
            lines.Enqueue(line);
    }
}
