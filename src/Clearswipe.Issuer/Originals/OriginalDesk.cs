using Clearswipe.Issuer.Authorisations;
using Clearswipe.Issuer.Holds;
using Clearswipe.Issuer.Settlements;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Originals;

/// <summary>Finds what a void, a completion or a refund refers to, and what hangs on it.</summary>
static class OriginalDesk
{
    private static readonly Original None = new(null, null, Money.Fen(0), IsSettled: false);

    public static Original Find(Session session, AuthorisationKey? key) =>
        key is not { } original || AuthorisationTable.Find(session, original) is not { } done
            ? None
            : new Original(
                done, HoldTable.Find(session, original), AuthorisationTable.Refunded(session, original),
                DayTable.IsClosed(session, original.Acquirer, done.Day));

    /// <summary>Whether a completion took what it held: that is undone first.</summary>
    public static bool IsCompleted(Session session, Authorisation done) =>
        done.Service == Service.PreAuthorisation
            && HoldTable.Find(session, done.Key) is { State: HoldState.Completed };
}
