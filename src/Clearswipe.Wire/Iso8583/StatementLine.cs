using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// What an issuer has of one request of a day: reference 12, side 1 (D, C), state 1 (S stands, N does not), amount 12,
/// code 2. An answer to 0320 carries up to 35 of them in field 48.
/// </summary>
/// <param name="Rrn">The retrieval reference number.</param>
/// <param name="Side">Debit or credit.</param>
/// <param name="Stands">Whether it was approved and not given back by a reversal.</param>
/// <param name="Amount">The amount that was asked.</param>
/// <param name="Code">What was answered.</param>
public sealed record StatementLine(string Rrn, SettlementSide Side, bool Stands, Money Amount, ResponseCode Code)
{
    /// <summary>As many as fit into one field.</summary>
    public const int MostInField = 35;

    private const int Length = 28;

    public static string Write(IEnumerable<StatementLine> lines) => string.Concat(lines.Select(Write));

    /// <summary>Null when the field is no whole number of lines.</summary>
    public static IReadOnlyList<StatementLine>? Read(string? field48)
    {
        var text = field48 ?? "";
        if (text.Length % Length != 0)
            return null;
        var lines = new List<StatementLine>();
        for (var at = 0; at < text.Length; at += Length)
        {
            if (ReadOne(text.Substring(at, Length)) is not { } line)
                return null;
            lines.Add(line);
        }

        return lines;
    }

    private static string Write(StatementLine line) =>
        $"{line.Rrn,12}{(line.Side == SettlementSide.Debit ? 'D' : 'C')}{(line.Stands ? 'S' : 'N')}"
            + $"{line.Amount.MinorUnits:D12}{line.Code}";

    private static StatementLine? ReadOne(string text) =>
        text[12] is 'D' or 'C' && text[13] is 'S' or 'N' && ResponseCode.Read(text[26..]) is { } code
            && long.TryParse(text.AsSpan(14, 12), NumberStyles.None, CultureInfo.InvariantCulture, out var fen)
            ? new StatementLine(
                text[..12], text[12] == 'D' ? SettlementSide.Debit : SettlementSide.Credit, text[13] == 'S',
                Money.Fen(fen), code)
            : null;
}
