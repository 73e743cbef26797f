using Clearswipe.Store;

namespace Clearswipe.Counter.Evidence;

/// <summary>The rows of evidence of all sales. A row joins the unit of work of whatever it is evidence of.</summary>
static class EvidenceTable
{
    public static void Append(
        this Session session, string sale, DateTimeOffset at, EvidenceKind kind, string body)
    {
        const string last = "select number, hash from evidence where sale = @sale order by number desc limit 1";
        const string insert = """
            insert into evidence (sale, number, at, kind, body, hash)
            values (@sale, @number, @at, @kind, @body, @hash);
            """;
        var before = session.First(last, row => (Number: row.GetInt32(0), Hash: row.GetString(1)), ("@sale", sale));
        var row = EvidenceRow.After(before.Hash ?? EvidenceRow.Beginning, sale, before.Number + 1, at, kind, body);
        session.Execute(
            insert, ("@sale", sale), ("@number", row.Number), ("@at", Stamp.Write(at)), ("@kind", kind.ToString()),
            ("@body", body), ("@hash", row.Hash));
    }

    public static IReadOnlyList<EvidenceRow> Of(Session session, string sale)
    {
        const string sql = "select number, at, kind, body, hash from evidence where sale = @sale order by number";
        return session.Query(
            sql,
            row => new EvidenceRow(
                sale, row.GetInt32(0), Stamp.Read(row.GetString(1)), Enum.Parse<EvidenceKind>(row.GetString(2)),
                row.GetString(3), row.GetString(4)),
            ("@sale", sale));
    }
}
