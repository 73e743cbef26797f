namespace Clearswipe.Vault.KeyBlocks;

/// <summary>The codes of a header in words (ANSI X9.143:2021 tables 2 to 4).</summary>
static class KeyBlockUsage
{
    public const string BaseDerivation = "B0";
    public const string DukptInitial = "B1";
    public const string CardVerification = "C0";
    public const string Data = "D0";
    public const string KeyEncryption = "K0";
    public const string KeyBlockProtection = "K1";
    public const string PinEncryption = "P0";

    private static readonly Dictionary<string, string> Usages = new()
    {
        [BaseDerivation] = "base derivation key of DUKPT",
        [DukptInitial] = "initial key of DUKPT",
        ["B2"] = "base key variant",
        ["B3"] = "key derivation",
        [CardVerification] = "card verification",
        [Data] = "data encryption",
        ["D1"] = "asymmetric key for data",
        ["D2"] = "data encryption for decimalisation tables",
        ["D3"] = "data encryption of sensitive data",
        ["E0"] = "chip issuer master key: application cryptograms",
        ["E1"] = "chip issuer master key: script confidentiality",
        ["E2"] = "chip issuer master key: script integrity",
        ["E3"] = "chip issuer master key: data authentication code",
        ["E4"] = "chip issuer master key: dynamic numbers",
        ["E5"] = "chip issuer master key: card personalisation",
        ["E6"] = "chip issuer master key: other",
        ["E7"] = "chip master personalisation key",
        ["I0"] = "initialisation vector",
        [KeyEncryption] = "key encryption or wrapping",
        [KeyBlockProtection] = "key block protection, TR-31 and X9.143",
        ["K2"] = "asymmetric key for key transport",
        ["K3"] = "asymmetric key for key agreement",
        ["K4"] = "key block protection, ISO 20038",
        ["M0"] = "MAC, ISO 16609 algorithm 1 with triple DES",
        ["M1"] = "MAC, ISO 9797-1 algorithm 1",
        ["M2"] = "MAC, ISO 9797-1 algorithm 2",
        ["M3"] = "MAC, ISO 9797-1 algorithm 3",
        ["M4"] = "MAC, ISO 9797-1 algorithm 4",
        ["M5"] = "MAC, ISO 9797-1:1999 algorithm 5",
        ["M6"] = "MAC, ISO 9797-1:2011 algorithm 5, CMAC",
        ["M7"] = "HMAC",
        ["M8"] = "MAC, ISO 9797-1:2011 algorithm 6",
        [PinEncryption] = "PIN encryption",
        ["P1"] = "PIN generation",
        ["S0"] = "asymmetric key for signatures",
        ["S1"] = "asymmetric key of a certification authority",
        ["S2"] = "asymmetric key, other than X9.24",
        ["V0"] = "PIN verification: verification key, other",
        ["V1"] = "PIN verification: IBM 3624",
        ["V2"] = "PIN verification: Visa PVV",
        ["V3"] = "PIN verification: X9.132 algorithm 1",
        ["V4"] = "PIN verification: X9.132 algorithm 2",
        ["V5"] = "PIN verification: X9.132 algorithm 3",
    };

    private static readonly Dictionary<char, string> Modes = new()
    {
        ['B'] = "encrypt and decrypt",
        ['C'] = "generate and verify",
        ['D'] = "decrypt only",
        ['E'] = "encrypt only",
        ['G'] = "generate only",
        ['N'] = "no limits",
        ['S'] = "sign only",
        ['T'] = "sign and decrypt",
        ['V'] = "verify only",
        ['X'] = "derive keys",
        ['Y'] = "create key variants",
    };

    /// <summary>What a key of this usage is for; null for a code that partners agree on among themselves.</summary>
    public static string? Words(string usage) => Usages.GetValueOrDefault(usage);

    /// <summary>What may be done with a key of this mode; null for a code that is not in the standard.</summary>
    public static string? Words(char mode) => Modes.GetValueOrDefault(mode);
}
