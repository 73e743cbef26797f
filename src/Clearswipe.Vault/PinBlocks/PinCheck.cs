namespace Clearswipe.Vault.PinBlocks;

/// <summary>How a PIN block fared.</summary>
public enum PinCheck
{
    Matched,
    Mismatched,
    /// <summary>No PIN block under this key: a fault of keypad, keys or line, never of the customer.</summary>
    Garbled,
}

/// <summary>How a PIN block came from one key under another.</summary>
public abstract record PinTranslation
{
    private PinTranslation()
    {
    }

    public sealed record Translated(ReadOnlyMemory<byte> Block) : PinTranslation;

    public sealed record Garbled : PinTranslation;
}
