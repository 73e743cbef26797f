using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Originals;

/// <summary>The journal, asked what hangs on what.</summary>
static class OriginalTable
{
    private const string Dependants =
        "original = @original and service not in ('Refund', 'ScriptResult') " +
        "and state in ('Forwarded', 'Advising', 'Reversing', 'Approved')";

    /// <summary>What undoes or completes an attempt, or may: at most one does.</summary>
    public static Attempt? Dependant(Session session, long original) =>
        AttemptTable.Where(session, Dependants, ("@original", original)).FirstOrDefault();

    /// <summary>What was given back of an attempt, and what is about to be.</summary>
    public static Money Refunded(Session session, long original)
    {
        const string sql = """
            select coalesce(sum(amount), 0) from attempt
            where original = @original and service = 'Refund' and state in ('Advising', 'Approved')
            """;
        return Money.Fen(session.First(sql, row => row.GetInt64(0), ("@original", original)));
    }

    /// <summary>A pre-authorisation by its card and its approval code, the newest first.</summary>
    public static Attempt? Held(Session session, string token, string approvalCode, MerchantId merchant)
    {
        const string condition = """
            token = @token and approval_code = @approval and service = 'PreAuthorisation' and merchant = @merchant
            order by number desc limit 1
            """;
        return AttemptTable.Where(
            session, condition, ("@token", token), ("@approval", approvalCode), ("@merchant", merchant.Value))
            .FirstOrDefault();
    }
}
