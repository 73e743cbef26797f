using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Printers;

/// <summary>A receipt printer.</summary>
public interface IPrinter
{
    ValueTask<PrinterState> Ask(CancellationToken cancellation);

    /// <summary>Prints lines; the state after it. Anything but Ready or PaperLow: the paper is not whole.</summary>
    ValueTask<PrinterState> Print(IReadOnlyList<PaperLine> paper, CancellationToken cancellation);
}

/// <summary>One line of paper: text, or a QR code of a text.</summary>
public sealed record PaperLine(string Text, bool IsQr = false, bool IsLarge = false, bool IsCentred = false);
