using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Advices;

/// <summary>The journal, asked for the advices that no issuer has heard yet.</summary>
static class AdviceTable
{
    public static bool HasAny(Session session, IssuerId issuer) =>
        session.First(
            "select 1 from attempt where state = 'Advising' and issuer = @issuer limit 1", row => row.GetInt32(0),
            ("@issuer", issuer.Value)) == 1;

    /// <summary>Of each terminal its oldest, when its time has come: the next waits until that is heard (M9).</summary>
    public static IReadOnlyList<Attempt> Due(
        Session session, IssuerId issuer, long node, DateTimeOffset now, int atMost)
    {
        const string condition = """
            state = 'Advising' and issuer = @issuer and node = @node and (due <= @now or due > @beyond)
                and number = (select min(first.number) from attempt first
                    where first.state = 'Advising' and first.issuer = attempt.issuer
                        and first.terminal = attempt.terminal)
            order by due limit @most
            """;
        return AttemptTable.Where(
            session, condition, ("@issuer", issuer.Value), ("@node", node), ("@now", now.ToUnixTimeMilliseconds()),
            ("@beyond", (now + Limits.LongestReversalRetry).ToUnixTimeMilliseconds()), ("@most", atMost));
    }
}
