namespace Clearswipe.Vault.Keys;

/// <summary>What a key may be used for; the vault refuses every other use.</summary>
public enum KeyUse
{
    /// <summary>Wraps the working keys of one terminal (TMK), or of one link between hosts (ZMK).</summary>
    Master,
    Pin,
    Mac,
    PinVerification,
}

/// <summary>A key that only the vault that sealed it can use: ciphertext, its use, and its check value.</summary>
public sealed record SealedKey(KeyUse Use, ReadOnlyMemory<byte> Sealed, string CheckValue)
{
    public override string ToString() => $"{Use} key, check value {CheckValue}";
}

/// <summary>A working key under a master key, as field 62 carries it: 8 or 16 bytes, and 4 of check value.</summary>
public sealed record WrappedKey(ReadOnlyMemory<byte> Cryptogram, ReadOnlyMemory<byte> CheckValue);
