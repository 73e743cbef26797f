using Clearswipe.Counter.Evidence;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales.Records;

/// <summary>Ways to pay that are no card.</summary>
enum Means
{
    Cash,
    Wallet,
    /// <summary>What another till had already been paid when it handed the sale over.</summary>
    OtherTill,
}

/// <summary>A payment that is no card's; a wallet's is unknown until the scheme said what became of it.</summary>
sealed record Payment(string Reference, SaleId Sale, Means Means, Money Amount, WalletOutcome State);

/// <summary>The payments without a card.</summary>
static class PaymentTable
{
    public static void Put(Session session, Payment payment, DateTimeOffset now)
    {
        // The same reference is the same payment: a second call only moves an unknown one on.
        const string sql = """
            insert into payment (reference, sale, means, amount, state, at)
            values (@reference, @sale, @means, @amount, @state, @at)
            on conflict (reference) do update set state = excluded.state where payment.state = 'Unknown';
            """;
        session.Execute(
            sql, ("@reference", payment.Reference), ("@sale", payment.Sale.Value), ("@means", Name(payment.Means)),
            ("@amount", payment.Amount.MinorUnits), ("@state", payment.State.ToString()), ("@at", Stamp.Write(now)));
    }

    public static IReadOnlyList<Payment> Unknown(Session session)
    {
        const string sql = """
            select reference, sale, amount from payment where state = 'Unknown' order by at, reference
            """;
        return session.Query(
            sql, row => new Payment(
                row.GetString(0), new SaleId(row.GetString(1)), Means.Wallet, Money.Fen(row.GetInt64(2)),
                WalletOutcome.Unknown));
    }

    public static int CountOf(Session session, SaleId sale) => session.First(
        "select count(*) from payment where sale = @sale", row => row.GetInt32(0), ("@sale", sale.Value));

    /// <summary>How the last payment without a card was made; null when there was none.</summary>
    public static Means? LastMeans(Session session, SaleId sale)
    {
        const string sql = """
            select means from payment where sale = @sale and state = 'Paid' and means <> 'other-till'
            order by at desc limit 1
            """;
        return session.First(sql, row => row.GetString(0), ("@sale", sale.Value)) switch
        {
            "cash" => Means.Cash,
            "wallet" => Means.Wallet,
            _ => null,
        };
    }

    private static string Name(Means means) => means switch
    {
        Means.Cash => "cash",
        Means.Wallet => "wallet",
        Means.OtherTill => "other-till",
        _ => throw new InvariantException("cash, a wallet or another till"),
    };
}
