using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>What a terminal hears of an attempt, the first time and every time again.</summary>
static class Telling
{
    public static (ResponseCode Code, string? ApprovalCode) Told(this Attempt attempt, Attempt asked) =>
        !attempt.IsSameSale(asked) ? (ResponseCode.Duplicate, null)
        // A notice was acknowledged when it was written, whatever the issuer says to it later.
        : attempt.Service.IsNotice() && attempt.Acknowledged is { } acknowledged ? (acknowledged, null)
        : attempt.State switch
        {
            AttemptState.Approved => (Known(attempt.Code), attempt.ApprovalCode),
            AttemptState.Refused => (Known(attempt.Code), null),
            // Unknown to us, or on its way back: an approval is never told of it again.
            AttemptState.Forwarded or AttemptState.Advising or AttemptState.Reversing or AttemptState.Reversed =>
                (ResponseCode.IssuerTimedOut, null),
            _ => throw new InvariantException("an attempt is in one of its six states"),
        };

    private static ResponseCode Known(ResponseCode? code)
    {
        Invariant.Holds(code is not null, "what was approved or refused has its code");
        return code.Value;
    }
}
