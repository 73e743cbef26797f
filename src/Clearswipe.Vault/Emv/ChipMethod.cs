using System.Runtime.InteropServices;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Emv;

/// <summary>Which card it is: its number and the sequence number of the card within it, 0 to 99 (tag 5F34).</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct ChipCard(Pan Pan, int Sequence);

/// <summary>One transaction of a card: its number by the card's counter (9F36), the terminal's chance (9F37).</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct ChipTransaction(ChipCard Card, ushort Counter, uint UnpredictableNumber);

/// <summary>How a card's own key comes from the issuer's (EMV 4.3 Book 2 A1.4).</summary>
enum CardKeyOption
{
    /// <summary>From the last sixteen digits of card number and sequence number.</summary>
    A,
    /// <summary>As A up to sixteen digits of card number; from a hash of all digits beyond.</summary>
    B,
}

/// <summary>How the key of one transaction's cryptogram comes from the card's key.</summary>
enum SessionKeyOption
{
    /// <summary>It does not: the card's key serves all of them.</summary>
    None,
    /// <summary>From the transaction counter (EMV 4.3 Book 2 A1.3).</summary>
    Common,
    /// <summary>From transaction counter and unpredictable number, in the same shape (M/Chip, Interac).</summary>
    WithUnpredictableNumber,
    /// <summary>From the transaction counter and its complement (JR/T 0025).</summary>
    CounterAndComplement,
}

/// <summary>How the keys of issuer scripts come from the card's.</summary>
enum ScriptKeyOption
{
    /// <summary>From the application cryptogram (EMV 4.3 Book 2 A1.3).</summary>
    Cryptogram,
    /// <summary>The card's key joined with the counter and its complement (VIS 1.5).</summary>
    JoinedCounter,
    /// <summary>As the cryptogram's own session key (JR/T 0025).</summary>
    CounterAndComplement,
}

/// <summary>How script data are filled up and encrypted.</summary>
enum ScriptDataOption
{
    /// <summary>A byte of length before them, filled up where needed, block by block (VIS 1.5, JR/T 0025).</summary>
    LengthThenBlocks,
    /// <summary>Filled up where needed, chained from zeros (M/Chip).</summary>
    ChainedAsNeeded,
    /// <summary>Always filled up, chained from zeros (EMV 4.3 Book 2 9.3).</summary>
    Chained,
}

/// <summary>How the issuer answers (EMV 4.3 Book 2 8.2).</summary>
enum ResponseOption
{
    /// <summary>The request cryptogram joined with the response code, encrypted: 8 bytes.</summary>
    Method1,
    /// <summary>A MAC over cryptogram, card status update and proprietary data: 4 bytes.</summary>
    Method2,
}

/// <summary>How issuer scripts are protected.</summary>
sealed record ScriptMethod(ScriptKeyOption Key, ScriptDataOption Data)
{
    /// <summary>
    /// Whether the MAC runs over counter and cryptogram too. Where the key comes from the cryptogram, it need not.
    /// </summary>
    public bool BindsTransaction { get; init; }
}

/// <summary>
/// How an issuer and its chips make cryptograms: a cryptogram version (CVN) or the algorithms that a scheme names.
/// </summary>
sealed record ChipMethod(
    string Name, CardKeyOption CardKey, SessionKeyOption SessionKey, MacPadding Padding, ResponseOption Response)
{
    /// <summary>The length of every cryptogram, in bytes.</summary>
    public const int CryptogramLength = 8;

    /// <summary>Visa cryptogram version 10 (VIS 1.5 appendix D).</summary>
    public static readonly ChipMethod VisaCvn10 =
        new("Visa CVN 10", CardKeyOption.A, SessionKeyOption.None, MacPadding.Zeros, ResponseOption.Method1)
        {
            Script = new(ScriptKeyOption.JoinedCounter, ScriptDataOption.LengthThenBlocks) { BindsTransaction = true },
        };

    /// <summary>Visa cryptogram version 18 (VIS 1.5 appendix D).</summary>
    public static readonly ChipMethod VisaCvn18 =
        new("Visa CVN 18", CardKeyOption.B, SessionKeyOption.Common, MacPadding.OneThenZeros, ResponseOption.Method2)
        {
            Script = VisaCvn10.Script,
        };

    /// <summary>The common session key and response method 2 of EMV 4.3 Book 2.</summary>
    public static readonly ChipMethod EmvCommon =
        new("EMV common", CardKeyOption.B, SessionKeyOption.Common, MacPadding.OneThenZeros, ResponseOption.Method2)
        {
            Script = new(ScriptKeyOption.Cryptogram, ScriptDataOption.Chained),
        };

    /// <summary>Interac cryptogram version 133.</summary>
    public static readonly ChipMethod InteracCvn133 =
        new(
            "Interac CVN 133",
            CardKeyOption.A,
            SessionKeyOption.WithUnpredictableNumber,
            MacPadding.OneThenZeros,
            ResponseOption.Method1)
        {
            Script = new(ScriptKeyOption.Cryptogram, ScriptDataOption.ChainedAsNeeded),
        };

    /// <summary>UnionPay and PBOC 2.0/3.0 with triple DES (JR/T 0025).</summary>
    public static readonly ChipMethod UnionPay =
        new(
            "UnionPay",
            CardKeyOption.A,
            SessionKeyOption.CounterAndComplement,
            MacPadding.OneThenZeros,
            ResponseOption.Method1)
        {
            Script = new(ScriptKeyOption.CounterAndComplement, ScriptDataOption.LengthThenBlocks)
            {
                BindsTransaction = true,
            },
        };

    /// <summary>UnionPay and PBOC 3.0 with SM4 (JR/T 0025.17); scripts under SM4 are not done here.</summary>
    public static readonly ChipMethod UnionPaySm4 =
        UnionPay with { Name = "UnionPay SM4", Algorithm = KeyAlgorithm.Sm4, Script = null };

    /// <summary>The known ones.</summary>
    public static readonly IReadOnlyList<ChipMethod> All =
        [VisaCvn10, VisaCvn18, EmvCommon, InteracCvn133, UnionPay, UnionPaySm4];

    /// <summary>The cipher of all keys: triple DES with two keys, or SM4.</summary>
    public KeyAlgorithm Algorithm { get; init; } = KeyAlgorithm.TripleDes2;

    /// <summary>Whether the response is made under the card's key and not the transaction's.</summary>
    public bool RespondsUnderCardKey { get; init; }

    /// <summary>How scripts are protected; null where that is not known.</summary>
    public ScriptMethod? Script { get; init; }
}
