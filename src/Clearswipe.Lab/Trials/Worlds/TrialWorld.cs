using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Worlds;

/// <summary>
/// A world for trials of decisions: one blocked sale after the other, and what steps cost there. Its keys are described
/// in the README of the folder.
/// </summary>
public sealed record TrialWorld
{
    public required string Name { get; init; }
    public required Bilingual About { get; init; }
    public required DateTimeOffset Start { get; init; }

    /// <summary>The system of codes that the acquirer's hosts speak, such as "cup-pos".</summary>
    public required string Codes { get; init; }

    /// <summary>Between two blocked sales of one till.</summary>
    public required TimeSpan Every { get; init; }

    /// <summary>Families of faults on which nothing was ever tuned.</summary>
    public IReadOnlyList<string> HeldBack { get; init; } = [];

    internal IReadOnlyList<FaultModel> Faults { get; init; } = [];

    /// <summary>Each condition as the codes that stand for it: many to many, as acquirers' are.</summary>
    internal IReadOnlyDictionary<Condition, IReadOnlyList<(string Code, double Weight)>> Dialect { get; init; } =
        new Dictionary<Condition, IReadOnlyList<(string, double)>>();
    internal PeopleModel People { get; init; } = new();
    internal CounterModel Counter { get; init; } = new();

    /// <summary>Seconds at the counter by kind of step.</summary>
    internal IReadOnlyDictionary<StepKind, double> Costs { get; init; } = new Dictionary<StepKind, double>();

    /// <summary>The names of the trials that come with the program.</summary>
    public static IReadOnlyList<string> Embedded => TrialLibrary.Names;

    /// <summary>A trial that comes with the program.</summary>
    public static TrialWorld Find(string name) => TrialLibrary.Find(name);

    /// <summary>Whether a file is a trial's: its first key says so.</summary>
    public static bool IsTrial(string text) => text.Split('\n')
        .Select(line => line.TrimEnd())
        .FirstOrDefault(line => line.Length > 0 && line[0] is not ('#' or '-' or '%'))
        ?.StartsWith("trial:", StringComparison.Ordinal) == true;

    /// <summary>Reads a whole trial, or says what is wrong with its file; it never takes half of one.</summary>
    public static TrialWorld? Read(string text, string file, out WorldFault? fault)
    {
        try
        {
            fault = null;
            return TrialReader.Read(WorldPage.Open(file, text));
        }
        catch (WorldFaultException found)
        {
            fault = found.Fault;
            return null;
        }
    }

    internal double SecondsOf(StepKind kind) => Costs.GetValueOrDefault(kind, 0);
}

/// <summary>A fault, the family under which it is reported, and how often it is met.</summary>
sealed record FaultModel(FaultKind Kind, string Family, double Rate)
{
    /// <summary>How bad it is, from 0 to 1; what that means is the fault's own (see the README).</summary>
    public double Strength { get; init; } = 0.5;

    /// <summary>Median of how long it lasts by itself, in seconds; zero: until somebody mends it.</summary>
    public double Lasts { get; init; }

    /// <summary>The share of the sales meanwhile that meet it too: an outage is seen by many.</summary>
    public double Grip { get; init; }

    /// <summary>Another fault that it brings along, and how often: two outages of one root.</summary>
    public FaultKind? Brings { get; init; }
    public double BringsShare { get; init; }

    /// <summary>Whether it was announced or seen by the fleet before this sale.</summary>
    public double Known { get; init; }
}

/// <summary>Customers and cashiers: what they have with them, how long they wait, how often they are wrong.</summary>
sealed record PeopleModel
{
    /// <summary>Mean seconds until the customer leaves (constant hazard), and when the sale is parked.</summary>
    public double Patience { get; init; } = 400;
    public double ParkedPatience { get; init; } = 1800;

    public double AnswersWrongly { get; init; }
    public double OtherCard { get; init; } = 0.6;
    public double Cash { get; init; } = 0.4;
    public double Wallet { get; init; } = 0.9;

    /// <summary>The share of PINs typed with a slip, and of cards handed amiss, where nothing is wrong.</summary>
    public double Slips { get; init; } = 0.03;

    /// <summary>The share of cards whose PIN was refused elsewhere already, which nobody here can see.</summary>
    public double TriesSpent { get; init; } = 0.02;
}

/// <summary>What stands at the counter, and what its cards are like.</summary>
sealed record CounterModel
{
    public double SpareTill { get; init; } = 0.7;
    public double SpareLine { get; init; } = 0.8;
    public double PinAsked { get; init; } = 0.7;
    public double Chips { get; init; } = 0.95;
    public double Contactless { get; init; } = 0.85;
    public bool FallbackAllowed { get; init; }

    /// <summary>The share of sales with a second, independent fault.</summary>
    public double Doubles { get; init; }

    /// <summary>The share of refusals whose code has nothing to do with their reason.</summary>
    public double WrongCodes { get; init; }

    /// <summary>Mean number of other cards that this till took in the last half hour.</summary>
    public double Neighbours { get; init; } = 4;
}
