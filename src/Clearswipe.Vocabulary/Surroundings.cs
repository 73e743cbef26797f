using Microsoft.Extensions.Logging;

namespace Clearswipe.Vocabulary;

/// <summary>What a room meets of the outside besides its links, devices and store: time, chance and the log.</summary>
public sealed record Surroundings(TimeProvider Time, IChance Chance, ILoggerFactory Log)
{
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>The shop's local wall clock, as receipts and ISO 8583 fields 12 and 13 show it.</summary>
    public DateTimeOffset LocalNow => Time.GetLocalNow();
}

/// <summary>Where chance comes from: the system's secure source, or a seed when a world is replayed.</summary>
public interface IChance
{
    void Fill(Span<byte> bytes);
}
