namespace Clearswipe.Vault.Pins;

/// <summary>How a PIN block fared at the issuer: four ways, and no reason for any of them.</summary>
public enum PinCheck
{
    /// <summary>The PIN is the card's own.</summary>
    Matched,
    /// <summary>It is another: a try is spent.</summary>
    Mismatched,
    /// <summary>No PIN block under this key: a fault of keypad, keys or line, never of the customer.</summary>
    Garbled,
    /// <summary>No try was left: the PIN was not looked at.</summary>
    Locked,
}

/// <summary>What came of a verification, and what the card's record is now.</summary>
/// <param name="TriesLeft">After this verification.</param>
/// <param name="Record">To be stored in the same write as the verdict; the same object when nothing changed.</param>
public readonly record struct PinVerdict(PinCheck Check, int TriesLeft, SealedPin Record);

/// <summary>
/// What a bank keeps to check a card's PIN: the reference value and the tries left, sealed for one card. Only the vault
/// reads it, and only the vault counts. Its bytes, at most 44, open for no other card and in no other vault: that
/// throws.
/// </summary>
public sealed class SealedPin(ReadOnlyMemory<byte> bytes)
{
    /// <summary>The form in which it is stored.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    public override string ToString() => "a sealed PIN record";
}
