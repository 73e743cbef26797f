using System.Globalization;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Originals;

/// <summary>What a message names in field 61: batch 6, trace 6, and date 4, null where it is zeros.</summary>
sealed record OriginalNamed(AttemptId Id, string? Date)
{
    private const string NoDate = "0000";
    private const int Length = 16;

    /// <summary>Null when field 61 is missing, or names no attempt.</summary>
    public static OriginalNamed? Read(PosRequest request) =>
        request.Message.Text(61) is { Length: >= Length } named ? Read(request.Id, named[..Length]) : null;

    /// <summary>
    /// What a reversal undoes. A sale's own reversal may name it in field 61; a void or a completion has its own
    /// original there, which the reversal copies, and is named by the numbers that it shares with its reversal.
    /// </summary>
    public static OriginalNamed? ReadReversed(PosRequest request) =>
        Service(request).Originals().Count == 0 && request.Message.Has(61)
            ? Read(request)
            : Read(
                request.Id,
                $"{request.Batch ?? request.Terminal.Batch}{request.Trace}{request.Message.Text(13) ?? NoDate}");

    /// <summary>What a reversal says that it undoes; a sale when its codes say nothing that there is.</summary>
    public static Service Service(PosRequest request) =>
        ServiceCodes.AskedByReversal(request.Message) ?? Vocabulary.Service.Sale;

    private static OriginalNamed? Read(TerminalId terminal, string digits) =>
        TraceNumber.Read(digits[6..12]) is { } trace
            && int.TryParse(digits[..6], NumberStyles.None, CultureInfo.InvariantCulture, out var batch)
            ? new OriginalNamed(
                new AttemptId(terminal, new BatchNumber(batch), trace), digits[12..] is NoDate ? null : digits[12..])
            : null;
}
