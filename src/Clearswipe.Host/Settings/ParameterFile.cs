using System.Security.Cryptography;
using Clearswipe.Host.Commands;
using Clearswipe.Switch.Downloads;
using Clearswipe.Wire.Emv;

namespace Clearswipe.Host.Settings;

/// <summary>
/// What terminals download, one a line: `capk` or `aid`, and its TLV in hex as field 62 has it; at most once each
/// `pos` (60.3 = 360) and `tms` (364), and field 62 in hex as acquirer and terminals agreed on it. A public key must
/// fit its check sum (DF03, SHA-1 of RID, index, modulus DF02 and exponent DF04; EMV Book 2, 11.2.2).
/// </summary>
static class ParameterFile
{
    public static TerminalParameters Read(string file)
    {
        var (keys, applications) = (new List<AuthorityKey>(), new List<ApplicationParameters>());
        var own = new Dictionary<string, ReadOnlyMemory<byte>?> { ["pos"] = null, ["tms"] = null };
        foreach (var (line, index) in Lines(file).Select((line, index) => (line.Trim(), index)))
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var words = line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var data = words.Length == 2 ? Bytes(words[1]) : null;
            if (data is not null && words[0] == "capk" && IsWhole(data) && AuthorityKey.Read(data) is { } key)
                keys.Add(key);
            else if (data is not null && words[0] == "aid" && ApplicationParameters.Read(data) is { } application)
                applications.Add(application);
            else if (data is { Length: > 0 and <= TerminalParameters.LongestField62 }
                     && own.TryGetValue(words[0], out var earlier) && earlier is null)
                own[words[0]] = data;
            else
                throw Trouble.Use(
                    $"{file}, line {index + 1}: this is no public key, no application and no first pos or tms.",
                    "Write capk or aid, and its TLV in hex: 9F06 first; a key's check sum DF03 must fit. Or once pos "
                    + $"or tms, and at most {TerminalParameters.LongestField62} bytes in hex.");
        }

        return new TerminalParameters(keys, applications) { Transfer = own["pos"], Management = own["tms"] };
    }

    private static string[] Lines(string file)
    {
        try
        {
#pragma warning disable RS0030 // The parameter file is the acquirer's way in.
            return File.ReadAllLines(file);
#pragma warning restore RS0030
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Use(
                $"The parameter file {file} cannot be read: {e.Message}",
                "Leave parameters: out when terminals download nothing.");
        }
    }

    private static byte[]? Bytes(string hex)
    {
        var digits = hex.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit) ? Convert.FromHexString(digits) : null;
    }

    private static bool IsWhole(byte[] data) =>
        ChipData.TryRead(data, out var key) is null
            && key.Value(0x9F06) is { } provider && key.Value(0x9F22) is { } index
            && key.Value(0xDF02) is { } modulus && key.Value(0xDF04) is { } exponent
            && key.Value(0xDF03) is { } told
            && SHA1.HashData([.. provider.Span, .. index.Span, .. modulus.Span, .. exponent.Span])
                .AsSpan().SequenceEqual(told.Span);
}
