using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Readers;

/// <summary>A card reader with its slots: stripe, contact chip, contactless field.</summary>
public interface IReader
{
    string Name { get; }

    /// <summary>Waits until a card is presented by one of the methods.</summary>
    ValueTask<Presented> Await(IReadOnlySet<ReadMethod> methods, CancellationToken cancellation);
}

/// <summary>What the reader met.</summary>
public abstract record Presented
{
    private Presented()
    {
    }

    /// <summary>The bits of track 2 as the head read them, clocking zeros included; empty without flux.</summary>
    public sealed record Swiped(IReadOnlyList<bool> Track2) : Presented;

    public sealed record Inserted(IChip Chip) : Presented;

    public sealed record Tapped(IChip Chip) : Presented;

    public sealed record SeveralCardsInField : Presented;

    /// <summary>The reader does not answer.</summary>
    public sealed record ReaderDead : Presented;
}

/// <summary>A chip in the slot or the field, spoken to by APDU (ISO/IEC 7816-4).</summary>
public interface IChip
{
    /// <summary>Powers the chip; its answer to reset, or null when it stays silent.</summary>
    ValueTask<ReadOnlyMemory<byte>?> Reset(CancellationToken cancellation);

    /// <summary>Command to response with its two status bytes; null when the card is gone.</summary>
    ValueTask<ReadOnlyMemory<byte>?> Transmit(ReadOnlyMemory<byte> command, CancellationToken cancellation);
}
