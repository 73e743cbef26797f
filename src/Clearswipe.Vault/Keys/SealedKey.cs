using Clearswipe.Vault.Ciphers;

namespace Clearswipe.Vault.Keys;

/// <summary>What is known of a key without opening it; all of it is bound to the sealed bytes.</summary>
/// <param name="CheckValue">Upper-case hexadecimal; 4 bytes, or 5 of an AES key's CMAC.</param>
readonly record struct KeyLabel(KeyUse Use, KeyAlgorithm Algorithm, string CheckValue);

/// <summary>
/// A key that only the vault that sealed it can use: ciphertext, with its use, algorithm and check value bound to it.
/// Hold on to the object: the opened key lives as long as it does.
/// </summary>
public sealed record SealedKey
{
    private const byte Version = 1;
    private const int HeaderLength = 4;

    internal SealedKey(KeyLabel label, ReadOnlyMemory<byte> sealedBytes) => (Label, Sealed) = (label, sealedBytes);

    public KeyUse Use => Label.Use;

    public KeyAlgorithm Algorithm => Label.Algorithm;

    /// <summary>
    /// In upper-case hexadecimal, by which two parties compare a key unseen: zeros encrypted, 4 bytes; for AES the
    /// first 5 bytes of the CMAC over a block of zeros (ANSI X9.24-1, annex A).
    /// </summary>
    public string CheckValue => Label.CheckValue;

    internal KeyLabel Label { get; init; }

    internal ReadOnlyMemory<byte> Sealed { get; init; }

    /// <summary>The form in which it is stored: version, use, algorithm, check value, sealed bytes.</summary>
    public byte[] ToBytes()
    {
        var check = Convert.FromHexString(CheckValue);
        return [Version, (byte)Use, (byte)Algorithm, (byte)check.Length, .. check, .. Sealed.Span];
    }

    /// <summary>
    /// Null when these bytes are no stored key. Whether they were changed is seen when the key is first used.
    /// </summary>
    public static SealedKey? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= HeaderLength || bytes[0] != Version)
            return null;

        var (use, algorithm, check) = ((KeyUse)bytes[1], (KeyAlgorithm)bytes[2], bytes[3]);
        if (!Enum.IsDefined(use) || !Enum.IsDefined(algorithm) || check != CheckValues.LengthFor(algorithm)
            || bytes.Length <= HeaderLength + check)
            return null;

        var text = Convert.ToHexString(bytes.Slice(HeaderLength, check));
        return new SealedKey(new KeyLabel(use, algorithm, text), bytes[(HeaderLength + check)..].ToArray());
    }

    public override string ToString() => $"{Use} key, check value {CheckValue}";
}

/// <summary>
/// A working key under a master key, as field 62 carries it: the cryptogram as long as the key, and 3 or 4 bytes of its
/// check value.
/// </summary>
public sealed record WrappedKey(ReadOnlyMemory<byte> Cryptogram, ReadOnlyMemory<byte> CheckValue);
