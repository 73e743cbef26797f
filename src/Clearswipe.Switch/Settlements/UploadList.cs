using System.Globalization;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Settlements;

/// <summary>
/// What an upload (0320) holds. By stripe (60.3 = 201) field 48 has a number of rows, 2 digits, and of each row 40:
/// card kind 2, trace 6, card number 20, amount 12. By chip (203 to 206) the message itself is the row.
/// </summary>
static class UploadList
{
    private const int RowLength = 40;
    private const int CountLength = 2;

    /// <summary>The rows; null when it cannot be read.</summary>
    public static IReadOnlyList<(TraceNumber Trace, Pan Card, Money Amount)>? Read(PosRequest request)
    {
        var message = request.Message;
        if (request.Function != "201")
            return Row(request.Trace, message.Text(2), message.Text(4)) is { } one ? [one] : null;

        if (message.Text(48) is not { Length: >= CountLength } list
            || !int.TryParse(
                list.AsSpan(0, CountLength), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || list.Length != CountLength + count * RowLength)
            return null;
        var rows = Enumerable.Range(0, count)
            .Select(row => list.Substring(CountLength + row * RowLength, RowLength))
            .Select(row => Row(row[2..8], row[8..28].TrimStart('0'), row[28..]))
            .ToList();
        return rows.TrueForAll(row => row is not null) ? [.. rows.Select(row => row!.Value)] : null;
    }

    private static (TraceNumber, Pan, Money)? Row(string? trace, string? card, string? amount) =>
        TraceNumber.Read(trace) is { } number && Pan.Read(card) is { } pan && SaleAsked.AmountOf(amount) is { } fen
            ? (number, pan, fen)
            : null;
}
