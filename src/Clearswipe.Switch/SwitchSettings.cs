using Clearswipe.Switch.Downloads;
using Clearswipe.Switch.Routes;
using Clearswipe.Switch.Terminals;

namespace Clearswipe.Switch;

/// <summary>What the switch is told when it opens: who it is, its terminals and its ways to the issuers.</summary>
public sealed record SwitchSettings
{
    /// <summary>Our number at the issuers, at most eleven digits (ISO 8583 field 32).</summary>
    public required string AcquirerId { get; init; }

    /// <summary>
    /// This machine's name among those over the same database. A new run under the same name takes the place of the
    /// last one.
    /// </summary>
    public string Node { get; init; } = "switch";

    public required IReadOnlyList<TerminalSettings> Terminals { get; init; }

    public required IReadOnlyList<RouteSettings> Routes { get; init; }

    /// <summary>What terminals may download.</summary>
    public TerminalParameters Parameters { get; init; } = TerminalParameters.None;

    /// <summary>
    /// The oldest terminal software served, eight digits as the header has them: the version (digits 3 and 4) and
    /// the sub-version (digits 7 to 12). Older terminals are answered 30.
    /// </summary>
    public string OldestSoftware { get; init; } = "00000000";
}
