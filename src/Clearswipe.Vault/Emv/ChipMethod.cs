using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Macs;

namespace Clearswipe.Vault.Emv;

/// <summary>
/// How an issuer and its chips make cryptograms, answers and scripts: a cryptogram version (CVN), or the algorithms
/// that a scheme names. Which one a card has stands in its issuer application data (tag 9F10); the known ones are here
/// (EMV 4.3 Book 2; VIS 1.5 appendix D; JR/T 0025).
/// </summary>
public sealed record ChipMethod
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
        new("Visa CVN 18", CardKeyOption.B, SessionKeyOption.Common, MacPadding.BitOne, ResponseOption.Method2)
        {
            Script = VisaCvn10.Script,
        };

    /// <summary>The common session key and response method 2 of EMV 4.3 Book 2.</summary>
    public static readonly ChipMethod EmvCommon =
        new("EMV common", CardKeyOption.B, SessionKeyOption.Common, MacPadding.BitOne, ResponseOption.Method2)
        {
            Script = new(ScriptKeyOption.Cryptogram, ScriptDataOption.Chained),
        };

    /// <summary>Interac cryptogram version 133.</summary>
    public static readonly ChipMethod InteracCvn133 =
        new(
            "Interac CVN 133",
            CardKeyOption.A,
            SessionKeyOption.WithUnpredictableNumber,
            MacPadding.BitOne,
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
            MacPadding.BitOne,
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

    internal ChipMethod(
        string name, CardKeyOption cardKey, SessionKeyOption sessionKey, MacPadding padding, ResponseOption response) =>
        (Name, CardKey, SessionKey, Padding, Response) = (name, cardKey, sessionKey, padding, response);

    /// <summary>The name, for people.</summary>
    public string Name { get; internal init; }

    /// <summary>The cipher of all keys: triple DES with two keys, or SM4.</summary>
    public KeyAlgorithm Algorithm { get; internal init; } = KeyAlgorithm.TripleDes2;

    /// <summary>The length of the issuer's answer, in bytes: 8 by method 1, 4 by method 2 (Book 2 8.2).</summary>
    public int ResponseLength => Response == ResponseOption.Method1 ? 8 : 4;

    /// <summary>
    /// Whether scripts for its cards can be protected here; asking for one where not is a contradiction.
    /// </summary>
    public bool HasScripts => Script is not null;

    internal CardKeyOption CardKey { get; }

    internal SessionKeyOption SessionKey { get; }

    internal MacPadding Padding { get; }

    internal ResponseOption Response { get; }

    /// <summary>Whether the response is made under the card's key and not the transaction's.</summary>
    internal bool RespondsUnderCardKey { get; init; }

    /// <summary>How scripts are protected; null where that is not known.</summary>
    internal ScriptMethod? Script { get; init; }
}
