namespace Clearswipe.Vault.PinBlocks;

/// <summary>How a PIN block fared.</summary>
public enum PinCheck
{
    Matched,
    Mismatched,
    /// <summary>Not a PIN block under this key: the keypad's, the keys' or the line's fault, never the customer's.</summary>
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
