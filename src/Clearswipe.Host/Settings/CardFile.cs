using System.Globalization;
using Clearswipe.Host.Commands;
using Clearswipe.Issuer.Cards;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Settings;

/// <summary>
/// Cards to issue, one a line, tabs between: number, expiry YYMM, PVV (or - for a card without a PIN), balance in yuan;
/// and, for a card that may pay more than is usual, its limits of a day: yuan, and how often.
/// </summary>
static class CardFile
{
    private const string NoPin = "-";
    private const int Columns = 4;
    private const int ColumnsWithLimits = 6;

    public static IReadOnlyList<CardSettings> Read(string file)
    {
        try
        {
#pragma warning disable RS0030 // The issuing file is the card officer's way in.
            var lines = File.ReadAllLines(file);
#pragma warning restore RS0030
            return
            [
                .. from row in lines.Select((line, index) => (Line: line, Number: index + 1))
                   where row.Line.Length > 0 && row.Line[0] != '#'
                   select ReadCard(row.Line, $"{file}, line {row.Number}"),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Use(
                $"The card file {file} cannot be read: {e.Message}",
                "Leave cards: out when all cards are issued already.");
        }
    }

    // The line holds a card number: the message names its place and quotes nothing.
    private static CardSettings ReadCard(string line, string where)
    {
        var cells = line.Split('\t', StringSplitOptions.TrimEntries);
        return cells.Length is Columns or ColumnsWithLimits
            && Pan.Read(cells[0]) is { } pan && (pan.PassesLuhn || cells[2] == NoPin)
            && IsDigits(cells[1], 4)
            && (cells[2] == NoPin || IsDigits(cells[2], 4, 8, 12))
            && Yuan(cells[3]) is { } balance && LimitsOf(cells) is { } limits
            ? new CardSettings(pan, cells[1], cells[2] == NoPin ? null : cells[2], balance) { Limits = limits }
            : throw Trouble.Use(
                $"{where}: this is no card.",
                "Four columns, tabs between: number, expiry YYMM, PVV (four digits for each four of the PIN begun, or "
                + "- for a card without a PIN, which needs no check digit either), balance in yuan; and limits of a "
                + "day in two more, yuan and how often, where they are not the usual ones.");
    }

    private static DailyLimits? LimitsOf(string[] cells) =>
        cells.Length == Columns ? DailyLimits.Usual
        : Yuan(cells[4]) is { } amount && int.TryParse(
            cells[5], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new DailyLimits(amount, count)
            : null;

    private static Money? Yuan(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            && yuan * 100 < long.MaxValue
            ? Money.Fen((long)(yuan * 100))
            : null;

    private static bool IsDigits(string text, params ReadOnlySpan<int> lengths) =>
        lengths.Contains(text.Length) && text.All(char.IsAsciiDigit);
}
