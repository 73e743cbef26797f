using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Cases;

/// <summary>What a case is about.</summary>
public enum CaseKind
{
    /// <summary>A reversal that its issuer has not answered for long.</summary>
    ReversalOpen,
    /// <summary>A reversal that its issuer answered with a code that neither ends it nor asks for it again.</summary>
    ReversalContradicted,
    /// <summary>An advice that its issuer has not heard for long.</summary>
    AdviceOpen,
    /// <summary>Two sides of a settlement do not agree, and nothing that is on its way will change that.</summary>
    Difference,
}

/// <summary>Something that a person must look into. It never names a card.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Subject">The reference number; of a difference the attempt too, where there is one.</param>
/// <param name="Terminal">The terminal; empty where the other side names none of ours.</param>
/// <param name="Trace">The terminal's trace number.</param>
/// <param name="Issuer">The issuer; null when it is between a terminal and us.</param>
/// <param name="Day">The day on which it is settled, yyyyMMdd, or nothing.</param>
/// <param name="Reason">The state it was in, or why two sides differ, by our own names.</param>
/// <param name="Code">Field 39 that spoke against it.</param>
/// <param name="Opened">When it was opened.</param>
public sealed record Case(
    CaseKind Kind, string Subject, string Terminal, int Trace, IssuerId? Issuer, string Day, string Reason,
    ResponseCode? Code, DateTimeOffset Opened)
{
    /// <summary>When it was closed, and by what; null while it is open.</summary>
    public (DateTimeOffset At, string Evidence)? Closed { get; init; }
}
