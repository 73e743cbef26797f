using Clearswipe.Counter.Receipts;
using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Counter.Receipts;

public sealed class ReceiptTests
{
    private static readonly Gen<string> Latin = Gen.String[Gen.Char[' ', '~'], 0, 60];
    private static readonly Gen<string> Chinese = Gen.String[Gen.Char['一', '龥'], 0, 40];

    [Fact]
    public void A_paid_receipt_says_all_in_both_languages()
    {
        using var shop = Paid();
        var receipt = shop.View.LastReceipt!;

        Assert.Equal(PaidPicture.ReplaceLineEndings("\n"), receipt.Text);
        Assert.All(receipt.Paper.Where(line => !line.IsQr), line => Assert.InRange(Columns.WidthOf(line.Text), 0, 32));
        Assert.Equal(receipt.Address, Assert.Single(receipt.Paper, line => line.IsQr).Text);
    }

    [Fact]
    public void A_token_has_128_bits_and_opens_one_sale()
    {
        using var shop = Paid();
        var receipt = shop.View.LastReceipt!;

        Assert.Equal(32, receipt.Token.Length);
        var status = shop.Till.Find(receipt.Token)!;
        Assert.Equal(SaleState.Paid, status.State);
        Assert.Equal("0011", status.LastFour);
        Assert.Null(shop.Till.Find(new string('0', 32)));
        shop.Stop();
        shop.Pass(Limits.ReceiptShown + TimeSpan.FromDays(1));
        Assert.Null(shop.Till.Find(receipt.Token));
    }

    [Fact]
    public void An_unknown_sale_has_a_receipt_that_promises_nothing()
    {
        using var shop = new Shop().Open();
        shop.Host.Deeds.Enqueue(new Deed.ChargeSilently());
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.Host.IsSilent = true;
        shop.Till.Cancel();
        shop.WaitFor(TillPhase.NotPaid);
        var token = shop.View.LastReceipt!.Token;

        Assert.Equal(SaleState.BeingReversed, shop.Till.Find(token)!.State);
        Assert.Contains("请勿重复付款", shop.View.LastReceipt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("没有扣款", shop.View.LastReceipt.Text, StringComparison.Ordinal);
        shop.Host.IsSilent = false;
        shop.WaitUntil(() => shop.View.OpenReversals.Count == 0, "the end of the reversal");
        Assert.Equal(SaleState.NotCharged, shop.Till.Find(token)!.State);
    }

    [Fact]
    public void A_second_print_is_marked_as_a_copy()
    {
        using var shop = Paid();
        shop.Till.Reprint();
        shop.WaitUntil(() => shop.View.LastReceipt!.Text.Contains("COPY", StringComparison.Ordinal), "the copy");

        Assert.Equal(1250, shop.Host.Books.Values.Sum());
    }

    [Fact]
    public void No_line_is_wider_than_the_paper() =>
        Gen.Select(Latin, Chinese).Sample((latin, chinese) =>
        {
            foreach (var line in Columns.Wrap(latin + chinese).Concat(Columns.Pair(chinese, latin)))
                Assert.InRange(Columns.WidthOf(line), 0, 32);
        });

    [Fact]
    public void Wrapping_loses_nothing_but_space() =>
        Gen.Select(Latin, Chinese).Sample((latin, chinese) =>
            Assert.Equal(
                (latin + chinese).Replace(" ", "", StringComparison.Ordinal),
                string.Concat(Columns.Wrap(latin + chinese)).Replace(" ", "", StringComparison.Ordinal)));

    private static Shop Paid()
    {
        var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitUntil(() => shop.View.LastReceipt is { IsPrinted: true }, "the receipt");
        return shop;
    }

    private const string PaidPicture = """
        签购单
        SALES RECEIPT
        海港文具店
        Harbour Stationery
        --------------------------------
        商户号 Merchant no.
                         999900053110001
        终端号 Terminal         10000001
        操作员 Operator               01
        --------------------------------
        发卡机构 Issuer          harbour
        卡号 Card       999901******0011
        读卡方式 Read by      刷卡 Swipe
        交易类型 Type          消费 SALE
        批次号 Batch              000001
        凭证号 Trace              000004
        授权码 Approval           123456
        参考号 Reference    000000000001
        金额 AMOUNT               ¥12.50
        --------------------------------
        日期时间 Date and time
                     2026-03-02 09:00:03
        金额 ¥12.50
        付款成功
        PAID
        --------------------------------
        扫码查看这一笔的状态
        Scan to see the state of this
        payment
        谢谢惠顾
        Thank you
        """;
}
