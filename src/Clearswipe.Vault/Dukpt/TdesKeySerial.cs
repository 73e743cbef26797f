using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Clearswipe.Vault.Dukpt;

/// <summary>
/// The key serial number of TDES DUKPT, ten bytes: 59 bits that name the base key and the device, 21 that count
/// transactions (ANSI X9.24-1:2009 A.1). It goes in clear and is no secret.
/// </summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct TdesKeySerial(ulong Device, uint Counter)
{
    /// <summary>The length, in bytes.</summary>
    public const int Length = 10;

    private const int ShortestText = 16;
    private const int CounterBits = 21;
    private const uint CounterMask = (1U << CounterBits) - 1;

    /// <summary>Why no transaction has this serial number, or null.</summary>
    public string? Refusal => TransactionCounter.Tdes.Refusal(Counter);

    /// <summary>
    /// Reads 16 to 20 hexadecimal digits, of which those missing on the left are F, as terminals leave them out. What
    /// is wrong with the text, or null.
    /// </summary>
    public static string? TryRead(ReadOnlySpan<char> text, out TdesKeySerial serial)
    {
        serial = default;
        if (text.Length is < ShortestText or > 2 * Length)
            return $"a key serial number has 16 to 20 digits, not {text.Length}";
        if (text.ContainsAnyExcept("0123456789ABCDEFabcdef"))
            return "a key serial number is hexadecimal";

        Span<char> digits = stackalloc char[2 * Length];
        digits.Fill('F');
        text.CopyTo(digits[^text.Length..]);
        serial = Of(UInt128.Parse(digits, NumberStyles.AllowHexSpecifier));
        return null;
    }

    /// <summary>Reads ten bytes. What is wrong with them, or null.</summary>
    public static string? TryRead(ReadOnlySpan<byte> bytes, out TdesKeySerial serial)
    {
        serial = default;
        if (bytes.Length != Length)
            return $"a key serial number has {Length} bytes, not {bytes.Length}";

        Span<byte> whole = stackalloc byte[16];
        whole.Clear();
        bytes.CopyTo(whole[^Length..]);
        serial = Of(BinaryPrimitives.ReadUInt128BigEndian(whole));
        return null;
    }

    /// <summary>The same device at another count.</summary>
    public TdesKeySerial At(uint counter) => this with { Counter = counter };

    public void Write(Span<byte> bytes)
    {
        Span<byte> whole = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(whole, Value);
        whole[^Length..].CopyTo(bytes);
    }

    public override string ToString() => Value.ToString("X20");

    private UInt128 Value => ((UInt128)Device << CounterBits) | Counter;

    private static TdesKeySerial Of(UInt128 value) =>
        new((ulong)(value >> CounterBits), (uint)(value & CounterMask));
}
