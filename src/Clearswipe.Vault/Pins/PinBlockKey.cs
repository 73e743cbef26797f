using Clearswipe.Vault.Keys;
using Clearswipe.Vault.PinBlocks;

namespace Clearswipe.Vault.Pins;

/// <summary>
/// A key for PINs, and the format in which blocks stand under it (ISO 9564-1:2017); a key that the format does not take
/// (<see cref="PinFormats.Takes"/>) throws when it is used.
/// </summary>
public readonly record struct PinBlockKey(SealedKey Key, PinFormat Format)
{
    /// <summary>Format 0 under triple DES: what terminals and links of UnionPay use.</summary>
    public static PinBlockKey Iso0(SealedKey key) => new(key, PinFormat.Iso0);
}

/// <summary>A key that a bank checks PINs with, a pair of DES keys: its use says how (Visa PVV, IBM 3624).</summary>
/// <param name="Key">For Visa's verification values, or for the offsets of IBM 3624.</param>
/// <param name="Index">One digit, which Visa's value contains (1 to 6 by its rules); nothing to an offset.</param>
public readonly record struct PinReferenceKey(SealedKey Key, int Index);

/// <summary>How a PIN block came from one key under another: whole, or not at all (PCI PIN 3-3).</summary>
/// <param name="Length">How many bytes were written; 0 when the block was garbled.</param>
public readonly record struct PinTranslation(int Length)
{
    /// <summary>No PIN block under this key. Why, nobody is told.</summary>
    public bool IsGarbled => Length == 0;
}
