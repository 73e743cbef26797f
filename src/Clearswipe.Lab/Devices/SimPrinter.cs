using Clearswipe.Counter.Printers;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Devices;

/// <summary>A receipt printer of the world: what it prints stands on a roll, and it can fail in the middle.</summary>
public sealed class SimPrinter : IPrinter
{
    private const int RollHolds = 2000;
    private const int LowBelow = 100;

    private readonly Lock _gate = new();
    private readonly List<PaperLine> _roll = [];
    private PrinterState _fault = PrinterState.Ready;

    /// <summary>
    /// Lines that the paper still holds; set it low, and the paper runs out in the middle of a receipt.
    /// </summary>
    public int LinesLeft { get; set; } = RollHolds;

    /// <summary>A fault that stays until somebody mends it; Ready when there is none.</summary>
    public PrinterState Fault
    {
        get => _fault;
        set
        {
            _fault = value;
            if (value == PrinterState.PaperOut)
                LinesLeft = 0;
        }
    }

    public PrinterState State => (_fault, LinesLeft) switch
    {
        (not (PrinterState.Ready or PrinterState.PaperOut or PrinterState.PaperLow), _) => _fault,
        (_, <= 0) => PrinterState.PaperOut,
        (_, < LowBelow) => PrinterState.PaperLow,
        _ => PrinterState.Ready,
    };

    /// <summary>All that was printed, the oldest first.</summary>
    public IReadOnlyList<PaperLine> Roll
    {
        get
        {
            lock (_gate)
                return [.. _roll];
        }
    }

    /// <summary>The paper moved.</summary>
    public event Action? Printed;

    public ValueTask<PrinterState> Ask(CancellationToken cancellation) => ValueTask.FromResult(State);

    public ValueTask<PrinterState> Print(IReadOnlyList<PaperLine> paper, CancellationToken cancellation)
    {
        lock (_gate)
        {
            foreach (var line in paper)
            {
                if (State is not (PrinterState.Ready or PrinterState.PaperLow))
                    break;
                LinesLeft--;
                _roll.Add(line);
            }
        }

        Printed?.Invoke();
        return ValueTask.FromResult(State);
    }

    /// <summary>A new roll.</summary>
    public void LoadPaper()
    {
        LinesLeft = RollHolds;
        if (Fault == PrinterState.PaperOut)
            _fault = PrinterState.Ready;
    }

    /// <summary>
    /// The hand that mends the fault of the moment: a lid closed, a cutter freed, a head left to cool.
    /// </summary>
    public void Mend()
    {
        _fault = PrinterState.Ready;
        if (LinesLeft <= 0)
            LoadPaper();
    }
}
