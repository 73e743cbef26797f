using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.KeyBlocks;

namespace Clearswipe.Vault.Keys;

/// <summary>What is known of a key without opening it; all of it is bound to the sealed bytes.</summary>
/// <param name="CheckValue">
/// Upper-case hexadecimal; 4 bytes, or 5 of an AES key's CMAC. Behind it stands how far the key may travel, where that
/// is
/// not everywhere: whatever binds the one binds the other.
/// </param>
readonly record struct KeyLabel(KeyUse Use, KeyAlgorithm Algorithm, string CheckValue)
{
    /// <summary>The check value alone.</summary>
    public string Check => CheckValue[..(2 * CheckValues.LengthFor(Algorithm))];

    /// <summary>How far the key may travel.</summary>
    public Exportability Reach =>
        CheckValue.Length == Check.Length ? Exportability.Sensitive : (Exportability)CheckValue[^1];

    /// <summary>The label of the same key that may go so far.</summary>
    public KeyLabel Within(Exportability reach) =>
        this with { CheckValue = reach == Exportability.Sensitive ? Check : $"{Check}/{(char)reach}" };
}

/// <summary>
/// A key that only the vault that sealed it can use: ciphertext, with its use, algorithm, check value and reach bound
/// to it. Hold on to the object: the opened key lives as long as it does.
/// </summary>
public sealed record SealedKey
{
    private const byte Version = 1;
    private const byte VersionWithReach = 2;
    private const int HeaderLength = 4;

    internal SealedKey(KeyLabel label, ReadOnlyMemory<byte> sealedBytes) => (Label, Sealed) = (label, sealedBytes);

    /// <summary>The one use that it has; any other throws.</summary>
    public KeyUse Use => Label.Use;

    /// <summary>Its cipher and length.</summary>
    public KeyAlgorithm Algorithm => Label.Algorithm;

    /// <summary>
    /// In upper-case hexadecimal, by which two parties compare a key unseen: zeros encrypted, 4 bytes; for AES the
    /// first 5 bytes of the CMAC over a block of zeros (ANSI X9.24-1, annex A).
    /// </summary>
    public string CheckValue => Label.Check;

    /// <summary>
    /// How far it may travel: everywhere, unless it came in a key block that says less (ANSI X9.143:2021 table 6).
    /// </summary>
    public Exportability Exportability => Label.Reach;

    internal KeyLabel Label { get; init; }

    internal ReadOnlyMemory<byte> Sealed { get; init; }

    /// <summary>
    /// The form in which it is stored: version 1, use, algorithm, length of the check value, check value, sealed bytes;
    /// version 2 has the letter of its exportability before the sealed bytes.
    /// </summary>
    public byte[] ToBytes()
    {
        var check = Convert.FromHexString(CheckValue);
        byte[] header = [(byte)Use, (byte)Algorithm, (byte)check.Length, .. check];
        return Exportability == Exportability.Sensitive
            ? [Version, .. header, .. Sealed.Span]
            : [VersionWithReach, .. header, (byte)Exportability, .. Sealed.Span];
    }

    /// <summary>
    /// Null when these bytes are no stored key. Whether they were changed is seen when the key is first used.
    /// </summary>
    public static SealedKey? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= HeaderLength || bytes[0] is not (Version or VersionWithReach))
            return null;

        var (use, algorithm, check) = ((KeyUse)bytes[1], (KeyAlgorithm)bytes[2], bytes[3]);
        var start = HeaderLength + check + (bytes[0] == VersionWithReach ? 1 : 0);
        if (!Enum.IsDefined(use) || !Enum.IsDefined(algorithm) || check != CheckValues.LengthFor(algorithm)
            || bytes.Length <= start)
            return null;

        var reach = bytes[0] == VersionWithReach ? (Exportability)bytes[start - 1] : Exportability.Sensitive;
        if (bytes[0] == VersionWithReach && reach is not (Exportability.Trusted or Exportability.Never))
            return null;

        var text = Convert.ToHexString(bytes.Slice(HeaderLength, check));
        return new SealedKey(new KeyLabel(use, algorithm, text).Within(reach), bytes[start..].ToArray());
    }

    /// <summary>Use and check value.</summary>
    public override string ToString() => $"{Use} key, check value {CheckValue}";
}

/// <summary>
/// A working key under a master key, as field 62 carries it: the cryptogram as long as the key, and 3 or 4 bytes of its
/// check value.
/// </summary>
public sealed record WrappedKey(ReadOnlyMemory<byte> Cryptogram, ReadOnlyMemory<byte> CheckValue);
