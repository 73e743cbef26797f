using System.Runtime.InteropServices;
using System.Text;

namespace Clearswipe.Vault.KeyBlocks;

/// <summary>How a key block is bound to its header and encrypted (ANSI X9.143:2021 table 1).</summary>
enum KeyBlockVersion
{
    /// <summary>Variants of a triple DES key, MAC of 4 bytes: read for old partners, never written.</summary>
    A = 'A',
    /// <summary>Keys derived from a triple DES key, CMAC of 8 bytes.</summary>
    B = 'B',
    /// <summary>As A under a younger letter: read, never written.</summary>
    C = 'C',
    /// <summary>Keys derived from an AES key, CMAC of 16 bytes.</summary>
    D = 'D',
}

/// <summary>
/// More about the key than fits into the fixed header: two letters that name it and printable ASCII, such as KS (key
/// serial number), KC (check value of the key), KP (of the protecting key), KV (version of the fields), TS (time).
/// </summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct OptionalBlock(string Id, string Data)
{
    /// <summary>Filling up to a whole cipher block. It is written where needed, never by hand.</summary>
    public const string Padding = "PB";

    public const string CheckValue = "KC";
    public const string ProtectionCheckValue = "KP";
    public const string KeySerial = "KS";
    public const string TimeStamp = "TS";
}

/// <summary>
/// The header of a key block (ANSI X9.143:2021 6.2, TR-31:2018, ISO 20038): what the key is and may do. It stands in
/// clear and is bound to the key, so that neither can be changed alone.
/// </summary>
sealed record KeyBlockHeader(
    KeyBlockVersion Version, string Usage, char Algorithm, char Mode, Exportability Exportability)
{
    /// <summary>The length of the fixed part, in characters.</summary>
    public const int FixedLength = 16;

    /// <summary>The version of the key that its holders agreed on; 00 where they did not.</summary>
    public string KeyVersion { get; init; } = "00";

    /// <summary>Key context and a reserved character, 00 (TR-31:2018).</summary>
    public string Context { get; init; } = "00";

    /// <summary>The optional blocks in their order, without the filling.</summary>
    public IReadOnlyList<OptionalBlock> Blocks { get; init; } = [];

    /// <summary>The data of the first optional block of this name, or null.</summary>
    public string? this[string id] =>
        Blocks.Where(block => block.Id == id).Select(block => block.Data).FirstOrDefault();

    /// <summary>The length of the authenticator, in bytes.</summary>
    public static int MacLength(KeyBlockVersion version) => version switch
    {
        KeyBlockVersion.A or KeyBlockVersion.C => 4,
        KeyBlockVersion.B => 8,
        _ => 16,
    };

    /// <summary>The length of a cipher block, in bytes, on which header and payload end.</summary>
    public static int CipherBlock(KeyBlockVersion version) => version == KeyBlockVersion.D ? 16 : 8;

    public bool Equals(KeyBlockHeader? other) => other is not null && Text(0) == other.Text(0);

    public override int GetHashCode() => Text(0).GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text(0);

    /// <summary>The header as it is sent before this many characters of payload and authenticator.</summary>
    public string Text(int following)
    {
        var blocks = new StringBuilder();
        foreach (var block in Blocks)
            Append(blocks, block);

        var missing = -(FixedLength + blocks.Length) & (CipherBlock(Version) - 1);
        var count = Blocks.Count + (missing == 0 || blocks.Length == 0 ? 0 : 1);
        if (count > Blocks.Count)
            Append(blocks, Filling(missing));

        var length = FixedLength + blocks.Length + following;
        return $"{(char)Version}{length:D4}{Usage}{Algorithm}{Mode}{KeyVersion}{(char)Exportability}{count:D2}{Context}"
            + blocks;
    }

    // A block has at least four characters of its own, so filling that is shorter takes a cipher block more.
    private OptionalBlock Filling(int missing)
    {
        var length = missing < 4 ? missing + CipherBlock(Version) : missing;
        return new(OptionalBlock.Padding, new string('0', length - 4));
    }

    // Two digits of length where they suffice; else 00, the number of bytes of the length, and the length.
    private static void Append(StringBuilder blocks, OptionalBlock block)
    {
        var length = block.Data.Length + 4;
        blocks.Append(block.Id)
            .Append(length <= 0xFF ? $"{length:X2}" : $"0002{length + 6:X4}")
            .Append(block.Data);
    }
}
