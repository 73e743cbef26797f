using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// Field 54, additional amounts: account 2, kind 2 (02 is what can be spent), currency 3, C or D, amount 12
/// (ISO 8583:1987, clause 4.3.3). Only the first of the field is looked at.
/// </summary>
public static class AdditionalAmount
{
    private const string Available = "1002156";
    private const int Length = 20;

    /// <summary>What a card can spend, in renminbi; below nothing it is a debit.</summary>
    public static string Write(Money available) =>
        Available + (available.MinorUnits < 0 ? 'D' : 'C')
            + Math.Abs(available.MinorUnits).ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>Null when there is none, or it is no amount in renminbi.</summary>
    public static Money? Read(string? text) =>
        text is { Length: >= Length } && text[2..7] == Available[2..] && text[7] is 'C' or 'D'
            && long.TryParse(
            text.AsSpan(8, 12), NumberStyles.None, CultureInfo.InvariantCulture, out var fen)
            ? Money.Fen(text[7] == 'C' ? fen : -fen)
            : null;
}
