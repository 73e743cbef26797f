using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>What can happen to an attempt after it was written.</summary>
abstract record Happening
{
    private Happening()
    {
    }

    /// <summary>A verified answer that matches came from the issuer, in time or late.</summary>
    public sealed record IssuerAnswered(ResponseCode Code, string? ApprovalCode) : Happening
    {
        public Money? Balance { get; init; }

        /// <summary>The issuer's words to the chip (field 55: tag 91, scripts).</summary>
        public ReadOnlyMemory<byte>? Chip { get; init; }
    }

    /// <summary>There was no link: not a byte of the request left.</summary>
    public sealed record NeverSent : Happening;

    /// <summary>No verified answer came in time, or we were restarted while we waited.</summary>
    public sealed record IssuerSilent : Happening;

    public sealed record TerminalReverses(ResponseCode Reason) : Happening;

    /// <summary>The issuer answered the reversal: done, cannot be, or no original.</summary>
    public sealed record IssuerReversed : Happening;

    public sealed record ReversalUnanswered : Happening;

    /// <summary>Something else undoes or completes the same original already: this was never sent.</summary>
    public sealed record OriginalTaken : Happening;
}
