using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.People;
using Clearswipe.Prevention.Maintenance;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Worlds;

/// <summary>
/// Everything that a shop stands in: banks, cards, people, tills, lines, a calendar, and what goes wrong when.
/// </summary>
public sealed record World
{
    public required string Name { get; init; }
    public required Bilingual About { get; init; }
    /// <summary>From it come the keys and, where a run gives no seed of its own, all chance.</summary>
    public ulong Seed { get; init; } = 1;
    public required DateTimeOffset Start { get; init; }
    public required MerchantModel Merchant { get; init; }
    public required IReadOnlyList<TillModel> Tills { get; init; }
    public required IReadOnlyList<LineModel> Lines { get; init; }
    public required IReadOnlyList<IssuerModel> Issuers { get; init; }
    public required IReadOnlyList<CardModel> Cards { get; init; }
    public IReadOnlyList<Habit> People { get; init; } = [];
    public MaintenanceCalendar Calendar { get; init; } = MaintenanceCalendar.Empty;
    /// <summary>What happens by itself, by the time since the shop opened.</summary>
    public IReadOnlyList<Twist> Timeline { get; init; } = [];
    public Rates Rates { get; init; } = new();
    /// <summary>The switch answers 30 to tills with older software, whatever the card.</summary>
    public string OldestSoftware { get; init; } = "0.0.0";

    /// <summary>The names of the worlds that come with the program.</summary>
    public static IReadOnlyList<string> Embedded => WorldLibrary.Names;

    /// <summary>A world that comes with the program, such as "demo".</summary>
    public static World Find(string name) => WorldLibrary.Find(name);

    /// <summary>Reads a whole world, or says what is wrong with its file; it never takes half of one.</summary>
    public static World? Read(string text, string file, out WorldFault? fault)
    {
        try
        {
            fault = null;
            return WorldReader.Read(WorldPage.Open(file, text));
        }
        catch (WorldFaultException found)
        {
            fault = found.Fault;
            return null;
        }
    }
}

/// <summary>Whose counter it is.</summary>
public sealed record MerchantModel(MerchantId Id, Bilingual Name);

/// <summary>A till: its number, the lines it may use, the best first, and whether it is the spare one.</summary>
public sealed record TillModel(TerminalId Terminal, IReadOnlyList<string> Lines, bool IsSpare)
{
    /// <summary>Another version than the fleet wants makes the till outdated.</summary>
    public string SoftwareVersion { get; init; } = "0.1.0";

    /// <summary>Whether the payment provider was told of it; another one is answered 97.</summary>
    public bool IsRegistered { get; init; } = true;
}

/// <summary>A line of the shop and how it usually is.</summary>
public sealed record LineModel(string Name, LineFaults Usual);

/// <summary>An invented bank: the first digits of its cards, and how to reach its people.</summary>
public sealed record IssuerModel(IssuerId Id, Bilingual Name, string Bin, string Telephone, Bilingual Hours)
{
    /// <summary>How many lines the switch has to it, the first called as the bank itself.</summary>
    public int Links { get; init; } = 1;

    /// <summary>Whether the switch uses them all, or the first that is well.</summary>
    public bool IsPooled { get; init; }
}

/// <summary>How often things go wrong in a random run, as shares of the sales.</summary>
public sealed record Rates
{
    public double LineDown { get; init; }
    public double AnswerLost { get; init; }
    public double RequestLost { get; init; }
    public double AnswerLate { get; init; }
    public double MessageDoubled { get; init; }
    public double BitFlipped { get; init; }
    public double LineCut { get; init; }
    public double IssuerDown { get; init; }
    public double BankLineFlaps { get; init; }
    public double ReaderDirty { get; init; }
    public double KeypadStuck { get; init; }
    public double KeyCovered { get; init; }
    public double KeysLost { get; init; }
    public double PaperOut { get; init; }
    public double PrinterFault { get; init; }
    public double TillKilled { get; init; }
    public double SwitchKilled { get; init; }
    public double IssuerKilled { get; init; }
    public double MessageReordered { get; init; }
    public double MessageStale { get; init; }
    public double FrameBroken { get; init; }
    public double OneWayOnly { get; init; }
    public double SlowDrip { get; init; }
    public double PowerCut { get; init; }
    public double ClockJumped { get; init; }
    public double ProcessPaused { get; init; }
    public double RestartLoop { get; init; }
    public double CashierCancels { get; init; }
    public double PaysTwice { get; init; }
}
