using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>
/// One sale and all that stands around it: card, people, devices, lines, hosts and the bank's book. Faults change it,
/// attempts run through it, steps mend it. What is seen goes to <see cref="Seen"/>; nothing here says why.
/// </summary>
sealed class Scene(TrialWorld world, Draws draws, DateTimeOffset opened)
{
    public TrialWorld World { get; } = world;
    public Draws Draws { get; private set; } = draws;
    public DateTimeOffset Opened { get; } = opened;
    public DateTimeOffset Now { get; private set; } = opened;

    /// <summary>What is truly wrong, the first drawn first.</summary>
    public List<FaultModel> Truth { get; } = [];

    public HandCard Card { get; set; } = new("card-1", new("harbour"));
    public ReadMethod Method { get; set; }
    public Handling Handling { get; set; }
    public Fingers Fingers { get; set; }
    public bool PinIsAsked { get; set; }
    public string? LastPin { get; set; }

    /// <summary>Wrong PINs of this card that were refused in this sale.</summary>
    public int WrongPins { get; set; }

    public PadState Pad { get; set; }
    public bool PadShowsIt { get; set; } = true;
    public bool ReaderIsDead { get; set; }
    public double ReaderDirt { get; set; }
    public PrinterState Printer { get; set; }
    public bool KeysOutOfStep { get; set; }
    public bool NotSignedOn { get; set; }
    public bool SoftwareOutdated { get; set; }
    public bool TerminalUnknown { get; set; }
    public bool MerchantRefused { get; set; }

    public IReadOnlyList<TillLine> Lines { get; private set; } = [new("ethernet"), new("mobile")];
    public int LineInUse { get; set; }
    public TillLine Line => Lines[LineInUse];
    public bool HasSpareLine { get; set; }
    public bool HasSpareTill { get; set; }
    public bool AtSpareTill { get; set; }

    public DateTimeOffset SwitchDownUntil { get; set; }
    public DateTimeOffset DayChangesUntil { get; set; }
    public DateTimeOffset IssuerDownUntil { get; set; }
    public DateTimeOffset IssuerSlowUntil { get; set; }
    public double IssuerSlowness { get; set; }
    public IssuerId? TroubledIssuer { get; set; }

    /// <summary>How often a passing disturbance still strikes, and how it shows.</summary>
    public int Blips { get; set; }
    /// <summary>The sign of something unheard of; null when there is nothing such.</summary>
    public string? Oddity { get; set; }

    /// <summary>Money: what the bank booked and nobody has undone.</summary>
    public int Charges { get; set; }
    /// <summary>The host has this sale already; unless somebody hears so, the till's reversal undoes it.</summary>
    public bool WasChargedBefore { get; set; }
    public bool IsApproved { get; set; }
    public bool IsPaid { get; set; }
    public StepKind? PaidBy { get; set; }
    public bool OutcomeUnknown { get; set; }
    public bool HasLocked { get; set; }

    public bool? HasOtherCard { get; set; }
    public bool? HasCash { get; set; }
    public bool? HasWallet { get; set; }
    /// <summary>When the customer leaves, if the sale is not parked before.</summary>
    public DateTimeOffset LeavesAt { get; set; } = DateTimeOffset.MaxValue;
    public bool HasLeft => Now >= LeavesAt;

    public List<Observation> Seen { get; private set; } = [];
    public List<(StepKind Kind, FindingId? Question, DateTimeOffset At)> Done { get; private set; } = [];

    /// <summary>When the card in hand came.</summary>
    public DateTimeOffset CardSince { get; set; } = opened;

    /// <summary>What was seen of the card in hand, and since it came.</summary>
    public IEnumerable<Observation> CardSeen() => Seen.Where(seen => seen.At >= CardSince);

    public double Seconds => (Now - Opened).TotalSeconds;

    /// <summary>The same as it stands now, with luck of its own.</summary>
    public Scene With(Draws luck)
    {
        var copy = (Scene)MemberwiseClone();
        copy.Draws = luck;
        copy.Card = Card with { };
        copy.Lines = [.. Lines.Select(line => line with { })];
        copy.Seen = [.. Seen];
        copy.Done = [.. Done];
        return copy;
    }

    public void Pass(double seconds) => Now += TimeSpan.FromSeconds(Math.Max(0, seconds));

    /// <summary>Something is seen; no two things at the very same moment, so that their order stays.</summary>
    public void Saw(Func<DateTimeOffset, Observation> seen)
    {
        Now += TimeSpan.FromMilliseconds(1);
        Seen.Add(seen(Now));
    }

    public bool IsDown(DateTimeOffset until) => Now < until;
}
