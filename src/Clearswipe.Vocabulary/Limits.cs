namespace Clearswipe.Vocabulary;

/// <summary>Everything ends: the bound of each queue, retry, wait and buffer that rooms must agree on.</summary>
public static class Limits
{
    // The waits nest: the terminal outwaits the switch, the switch outwaits the issuer.
    // Otherwise late approvals are orphans.
    public static readonly TimeSpan IssuerDecides = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan SwitchAwaitsIssuer = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan TillAwaitsSwitch = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LineConnects = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan ProbeAnswers = TimeSpan.FromSeconds(3);

    /// <summary>A look-up is answered from the switch's own memory.</summary>
    public static readonly TimeSpan LookUpAnswers = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan LookUpAgain = TimeSpan.FromSeconds(2);
    /// <summary>So often an undecided sale is looked up before it is reversed; beyond the issuer's own time.</summary>
    public const int LookUps = 10;
    public static readonly TimeSpan EchoEvery = TimeSpan.FromSeconds(60);

    // A reversal is never dropped; these bound only how often it is tried.
    public static readonly TimeSpan FirstReversalRetry = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan LongestReversalRetry = TimeSpan.FromSeconds(60);
    public const int OpenReversalsAtOnce = 16;
    // One that is open for so long is a case for a person; it goes on being tried.
    public static readonly TimeSpan CaseLooks = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan CaseOpens = TimeSpan.FromMinutes(10);

    // A pre-authorisation holds money for so long, and lets so many hundredths of it be taken (public acquirer rules).
    public static readonly TimeSpan Held = TimeSpan.FromDays(30);
    public const int CompletedPercent = 115;

    // A day is settled when it is over; what is still on its way keeps it open for so long.
    public static readonly TimeSpan SettlementLooks = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan SettlementGrace = TimeSpan.FromHours(6);

    // A link that fell is dialled again, more and more seldom.
    public static readonly TimeSpan FirstRedial = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan LongestRedial = TimeSpan.FromSeconds(15);

    /// <summary>The longest message of any peer, in bytes; a longer one is a fault before its body is read.</summary>
    public const int LongestMessage = 4096;
    /// <summary>Messages that may wait in a pipe between two ends in one process; then the sender waits.</summary>
    public const int MessagesInPipe = 256;
    public static readonly TimeSpan WholeMessageArrives = TimeSpan.FromSeconds(10);
    /// <summary>A wall clock that goes so far astray at once was moved, and that is said.</summary>
    public static readonly TimeSpan ClockMayStray = TimeSpan.FromSeconds(5);

    public const int GroupCommit = 512;
    public const int QueuedWrites = 16_384;
    // A lost database is dialled again so often, and for so long before the writes that wait hear of it.
    public static readonly TimeSpan StoreRedial = TimeSpan.FromMilliseconds(200);
    public static readonly TimeSpan StoreReconnects = TimeSpan.FromSeconds(10);

    // A node of the switch beats; one whose beats were not seen for the lease is taken for dead.
    public static readonly TimeSpan NodeBeats = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan NodeLease = TimeSpan.FromSeconds(20);
    /// <summary>A node takes so many numbers at once: enough for seconds at any speed.</summary>
    public const int NumbersAtOnce = 100_000;

    public static readonly TimeSpan PinEntry = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan KeyPress = TimeSpan.FromSeconds(2);
    /// <summary>The same key struck again within this time counts once (EN 301 549, 5.8).</summary>
    public static readonly TimeSpan DoubleStrike = TimeSpan.FromMilliseconds(150);
    public const int ShortestPin = 4;
    public const int LongestPin = 12;
    public const int PinTriesAllowed = 3;

    /// <summary>Attempts are kept for at least so long: settled, and past the first questions about them.</summary>
    public const int ShortestRetentionDays = 30;

    public static readonly TimeSpan CardPresented = TimeSpan.FromSeconds(60);
    public const int ObservationsPerSale = 200;
    public const int StepsPerSale = 40;
    public const int CommandsWaiting = 64;
    /// <summary>A receipt's page is shown for so long.</summary>
    public static readonly TimeSpan ReceiptShown = TimeSpan.FromDays(180);
}
