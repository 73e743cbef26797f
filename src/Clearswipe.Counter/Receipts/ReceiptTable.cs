using System.Text.Json;
using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Printers;
using Clearswipe.Counter.Sales;
using Clearswipe.Store;

namespace Clearswipe.Counter.Receipts;

/// <summary>The receipts as they were laid out, kept for reprints and their pages.</summary>
static class ReceiptTable
{
    public static void Put(Session session, Receipt receipt, DateTimeOffset now)
    {
        // A sale has one token: a later receipt of the same sale takes the place of the earlier.
        const string sql = """
            insert into receipt (token, sale, paper, printed, at) values (@token, @sale, @paper, @printed, @at)
            on conflict (token) do update set paper = excluded.paper, printed = excluded.printed, at = excluded.at;
            """;
        session.Execute(
            sql, ("@token", receipt.Token), ("@sale", receipt.Sale.Value),
            ("@paper", JsonSerializer.Serialize(receipt.Paper)), ("@printed", receipt.IsPrinted ? 1 : 0),
            ("@at", Stamp.Write(now)));
    }

    public static (Receipt Receipt, DateTimeOffset At)? Find(Session session, string token, string address)
    {
        const string sql = "select sale, paper, printed, at from receipt where token = @token";
        var row = session.First(
            sql, row => (Sale: row.GetString(0), Paper: row.GetString(1), IsPrinted: row.GetInt64(2) != 0,
                At: row.GetString(3)),
            ("@token", token));
        if (row.Sale is null)
            return null;

        var paper = JsonSerializer.Deserialize<List<PaperLine>>(row.Paper)!;
        return (new Receipt(new SaleId(row.Sale), token, address + token, paper, row.IsPrinted), Stamp.Read(row.At));
    }

    public static string? LastToken(Session session) =>
        session.First("select token from receipt order by at desc limit 1", row => row.GetString(0));
}
