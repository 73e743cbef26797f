using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Counter.Sales;

/// <summary>Laws of money and PINs under random loss, delay, wrong keys, cancels and power cuts.</summary>
public sealed class ChaosTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 25).Select(seed => (ulong)seed)];

    [Theory, MemberData(nameof(Seeds))]
    public void No_money_is_lost_or_doubled_and_no_PIN_is_blamed_without_proof(ulong seed)
    {
        using var shop = new Shop(seed).Open();
        var sales = new List<SaleId>();
        for (var number = 0; number < 4; number++)
            sales.Add(Sell(shop, number));
        shop.Host.Deeds.Clear();
        shop.WaitUntil(() => shop.View.OpenReversals.Count == 0, "rest");

        var paid = sales.Sum(sale => ByCard(shop, sale));
        Assert.Equal(paid, shop.Host.Books.Values.Sum());
        Assert.All(sales, sale => Assert.Null(EvidenceRow.FirstBroken(shop.Till.EvidenceOf(sale))));
        Assert.Distinct(shop.Host.Heard.Where(message => message.Type != "0400").Select(message => message.Text(11)));
        // No host of these runs ever said that a PIN was wrong.
        Assert.Empty(shop.Views.Where(UnknownTests.SpeaksOfThePin).Select(view => view.Cashier.En));
        Assert.Equal(0, shop.Kernel.Escapes);
        Assert.Empty(shop.Troubles.Lines);
    }

    private static SaleId Sell(Shop shop, int number)
    {
        shop.Host.Deeds.Enqueue(AnyDeed(shop));
        shop.StartSale(1000 + number);
        var sale = shop.View.Sale!.Value;
        shop.Swipe(Shop.Card(account: number + 1));
        shop.TypePin();
        switch (shop.Kernel.Chance.Below(4))
        {
            case 0:
                shop.Till.Cancel();
                break;
            case 1:
                shop.Pass(TimeSpan.FromSeconds(shop.Kernel.Chance.Below(70)));
                shop.LosePower();
                shop.Open();
                return sale;
        }

        shop.WaitUntil(() => shop.View.MayStartSale || shop.View.Phase == TillPhase.Blocked, "an end or help");
        if (shop.View.Phase == TillPhase.Blocked)
            shop.Take(StepKind.PayCash);
        shop.WaitUntil(() => shop.View.MayStartSale, "the end");
        return sale;
    }

    private static Deed AnyDeed(Shop shop) => shop.Kernel.Chance.Below(8) switch
    {
        0 => new Deed.ChargeSilently(),
        1 => new Deed.NeverHear(),
        2 => new Deed.AnswerWithBadMac(),
        3 => new Deed.AnswerForAnother(),
        4 => new Deed.AnswerLate(TimeSpan.FromSeconds(25 + shop.Kernel.Chance.Below(20))),
        5 => new Deed.Answer("98"),
        6 => new Deed.Answer("51"),
        _ => new Deed.Answer("00"),
    };

    private static long ByCard(Shop shop, SaleId sale)
    {
        var rows = shop.Till.EvidenceOf(sale);
        var cash = rows.Any(row => row.Body.StartsWith("Cash", StringComparison.Ordinal));
        return cash || shop.Till.PackageOf(sale) is not { } package ? 0 : package.PaidSoFar.MinorUnits;
    }
}
