using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Keypads;

/// <summary>
/// An encrypting PIN pad: the terminal's keys and every digit stay inside. It gives out blocks, MACs and counts.
/// </summary>
public interface IKeypad
{
    PadState State { get; }

    /// <summary>
    /// Loads both working keys, or neither (a half-stored pair is the way into code 99); false when a check value
    /// did not fit.
    /// </summary>
    ValueTask<bool> LoadKeys(WrappedKey pinKey, WrappedKey macKey, CancellationToken cancellation);

    /// <summary>Asks the customer for a PIN; what the pad sees meanwhile goes to the watch.</summary>
    ValueTask<PinEntry> EnterPin(Pan pan, IKeyWatch watch, CancellationToken cancellation);

    /// <summary>The MAC of a message under the pad's MAC key, or null when there is none.</summary>
    byte[]? Mac(ReadOnlySpan<byte> message);

    /// <summary>The sale is over: the pad wipes what it kept to compare one entry with the next.</summary>
    void Forget();
}

/// <summary>What a screen and a witness may know while a PIN is typed.</summary>
public interface IKeyWatch
{
    /// <summary>A key was accepted: so many stars now stand on the screen.</summary>
    void KeysEntered(int count);

    void Saw(Observation observation);
}

/// <summary>How asking for a PIN ended.</summary>
public abstract record PinEntry
{
    private PinEntry()
    {
    }

    /// <summary>An ISO 9564-1 format 0 block under the working PIN key.</summary>
    public sealed record Entered(ReadOnlyMemory<byte> Block) : PinEntry;

    public sealed record Cancelled : PinEntry;

    public sealed record TimedOut(int Keys) : PinEntry;

    public sealed record Failed(PadState State) : PinEntry;
}
