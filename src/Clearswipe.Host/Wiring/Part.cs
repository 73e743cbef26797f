using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Wiring;

/// <summary>
/// What a part of the system runs on when it runs alone: the real clock, the system's chance, a log on stderr.
/// </summary>
sealed class Part : IDisposable
{
    private readonly ILoggerFactory _log;

    public Part(TimeProvider time, LogLevel least = LogLevel.Information)
    {
        _log = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(least)
            .AddSimpleConsole(console => console.SingleLine = true)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        Surroundings = new Surroundings(time, new CryptoChance(), _log);
    }

    public Surroundings Surroundings { get; }

    public void Dispose() => _log.Dispose();
}
