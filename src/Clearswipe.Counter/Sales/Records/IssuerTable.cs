using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales.Records;

/// <summary>Which bank issues the cards of a number range, as its answers taught.</summary>
static class IssuerTable
{
    public static void Learn(Session session, string bin, IssuerId issuer)
    {
        const string sql = """
            insert into issuer_of_bin (bin, issuer) values (@bin, @issuer)
            on conflict (bin) do update set issuer = excluded.issuer;
            """;
        session.Execute(sql, ("@bin", bin), ("@issuer", issuer.Value));
    }

    public static IssuerId? Find(Session session, string bin)
    {
        var name = session.First(
            "select issuer from issuer_of_bin where bin = @bin", row => row.GetString(0), ("@bin", bin));
        return name is null ? null : new IssuerId(name);
    }
}
