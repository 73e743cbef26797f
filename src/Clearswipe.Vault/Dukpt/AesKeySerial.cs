using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Clearswipe.Vault.Dukpt;

/// <summary>
/// The key serial number of AES DUKPT, twelve bytes: the id of the base key (4), of the derivation (4), which together
/// name the initial key, and the transaction counter (4) (ANSI X9.24-3:2017 6.1). It goes in clear and is no secret.
/// </summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct AesKeySerial(ulong InitialKeyId, uint Counter)
{
    /// <summary>The length, in bytes.</summary>
    public const int Length = 12;

    /// <summary>Which device it is among those of one base key.</summary>
    public uint DerivationId => unchecked((uint)InitialKeyId);

    /// <summary>Which base key the initial key came from.</summary>
    public uint BaseKeyId => (uint)(InitialKeyId >> 32);

    /// <summary>Why no transaction has this serial number, or null.</summary>
    public string? Refusal => TransactionCounter.Aes.Refusal(Counter);

    /// <summary>Reads 24 hexadecimal digits. What is wrong with the text, or null.</summary>
    public static string? TryRead(ReadOnlySpan<char> text, out AesKeySerial serial)
    {
        serial = default;
        if (text.Length != 2 * Length)
            return $"a key serial number has {2 * Length} digits, not {text.Length}";
        if (text.ContainsAnyExcept("0123456789ABCDEFabcdef"))
            return "a key serial number is hexadecimal";

        serial = new(
            ulong.Parse(text[..16], NumberStyles.AllowHexSpecifier),
            uint.Parse(text[16..], NumberStyles.AllowHexSpecifier));
        return null;
    }

    /// <summary>Reads twelve bytes. What is wrong with them, or null.</summary>
    public static string? TryRead(ReadOnlySpan<byte> bytes, out AesKeySerial serial)
    {
        serial = default;
        if (bytes.Length != Length)
            return $"a key serial number has {Length} bytes, not {bytes.Length}";

        serial = new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]));
        return null;
    }

    /// <summary>The same device at another count.</summary>
    public AesKeySerial At(uint counter) => this with { Counter = counter };

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, InitialKeyId);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[8..], Counter);
    }

    public override string ToString() => $"{InitialKeyId:X16}{Counter:X8}";
}
