using Clearswipe.Issuer.Cards;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Issuer;

/// <summary>What each service does to a card's money, once, and how it is undone.</summary>
public sealed class ServiceTests
{
    private const long Opening = 100_000;

    [Fact]
    public async Task A_balance_is_told_with_a_pin_and_stays_what_was_told()
    {
        await using var bench = await IssuerBench.Open();
        Assert.Equal("99", await bench.Code(bench.Of(Service.Balance, 1, 0).With(22, "051")));
        var asked = bench.Of(Service.Balance, 2, 0).With(22, "051").With(52, bench.Sale(2, 1, "1234").Bytes(52)!.Value);
        Assert.Equal("1002156C000000100000", (await bench.Ask(asked)).Text(54));
        await bench.Ask(bench.Of(Service.Sale, 3, 500));

        Assert.Equal("1002156C000000100000", (await bench.Ask(asked)).Text(54));
    }

    [Fact]
    public async Task A_void_gives_the_money_back_once_and_its_reversal_takes_it_again()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Of(Service.Sale, 1, 2_500));
        var voided = bench.Of(Service.Void, 2, 2_500, (Service.Sale, 1));
        Assert.Equal("00", await bench.Code(voided));
        await bench.LosePower();
        Assert.Equal("00", await bench.Code(voided));
        Assert.Equal(Opening, bench.Fen);
        Assert.Equal("22", await bench.Code(bench.Of(Service.Void, 3, 2_500, (Service.Sale, 1))));

        Assert.Equal("00", await bench.Code(bench.ReversalOf(voided, Service.Void)));
        Assert.Equal("00", await bench.Code(bench.ReversalOf(voided, Service.Void)));
        Assert.Equal(Opening - 2_500, bench.Fen);
        Assert.Equal("12", await bench.Code(voided));
    }

    [Fact]
    public async Task A_sale_that_was_voided_is_not_given_back_again_by_its_reversal()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Of(Service.Sale, 1, 2_500));
        await bench.Ask(bench.Of(Service.Void, 2, 2_500, (Service.Sale, 1)));

        Assert.Equal("12", await bench.Code(bench.Reversal(1, 2_500)));
        Assert.Equal(Opening, bench.Fen);
    }

    [Fact]
    public async Task Money_that_was_spent_before_a_void_was_undone_is_a_claim_on_its_holder()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Of(Service.Sale, 1, 60_000));
        var voided = bench.Of(Service.Void, 2, 60_000, (Service.Sale, 1));
        await bench.Ask(voided);
        await bench.Ask(bench.Of(Service.Sale, 3, 70_000));
        Assert.Equal("00", await bench.Code(bench.ReversalOf(voided, Service.Void)));

        Assert.Equal(0, bench.Fen);
        Assert.Equal(-30_000, Account(bench, Ledger.Claims));
        Assert.Equal(130_000, Account(bench, Ledger.Settlement));
    }

    [Theory]
    [InlineData("9999010000000024", 2_500, "64")]
    [InlineData("9999010000000016", 2_400, "64")]
    public async Task A_void_of_another_card_or_amount_is_refused(string card, long fen, string code)
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Of(Service.Sale, 1, 2_500));

        Assert.Equal(code, await bench.Code(bench.Of(Service.Void, 2, fen, (Service.Sale, 1)).With(2, card)));
        Assert.Equal("25", await bench.Code(bench.Of(Service.Void, 3, fen, (Service.Sale, 9))));
        Assert.Equal("12", await bench.Code(
            bench.Of(Service.CompletionVoid, 4, 2_500, (Service.Sale, 1))));
    }

    [Fact]
    public async Task A_completion_takes_what_was_held_and_the_rest_goes_back()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Of(Service.PreAuthorisation, 1, 10_000));
        Assert.Equal((Opening - 10_000, 10_000), (bench.Fen, Account(bench, Ledger.Holds)));
        Assert.Equal("00", await bench.Code(bench.Of(Service.Completion, 2, 8_000, (Service.PreAuthorisation, 1))));

        Assert.Equal((Opening - 8_000, 0), (bench.Fen, Account(bench, Ledger.Holds)));
        Assert.Equal(8_000, Account(bench, Ledger.Settlement));
        Assert.Equal("22", await bench.Code(bench.Of(Service.Completion, 3, 100, (Service.PreAuthorisation, 1))));
    }

    [Fact]
    public async Task A_completion_may_take_115_percent_and_not_a_fen_more()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Of(Service.PreAuthorisation, 1, 10_000));
        Assert.Equal("64", await bench.Code(bench.Of(Service.Completion, 2, 11_501, (Service.PreAuthorisation, 1))));
        Assert.Equal("00", await bench.Code(bench.Of(Service.Completion, 3, 11_500, (Service.PreAuthorisation, 1))));

        Assert.Equal(Opening - 11_500, bench.Fen);
    }

    [Fact]
    public async Task A_completion_that_is_voided_is_held_again_and_can_be_completed_again()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Of(Service.PreAuthorisation, 1, 10_000));
        await bench.Ask(bench.Of(Service.Completion, 2, 8_000, (Service.PreAuthorisation, 1)));
        Assert.Equal("00", await bench.Code(bench.Of(Service.CompletionVoid, 3, 8_000, (Service.Completion, 2))));
        Assert.Equal((Opening - 8_000, 8_000), (bench.Fen, Account(bench, Ledger.Holds)));
        Assert.Equal("00", await bench.Code(bench.Of(Service.Completion, 4, 9_000, (Service.PreAuthorisation, 1))));

        Assert.Equal((Opening - 9_000, 9_000), (bench.Fen, Account(bench, Ledger.Settlement)));
    }

    [Fact]
    public async Task A_hold_is_given_back_by_its_void_and_by_time()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Of(Service.PreAuthorisation, 1, 60_000));
        Assert.Equal(
            "00", await bench.Code(bench.Of(Service.PreAuthorisationVoid, 2, 60_000, (Service.PreAuthorisation, 1))));
        Assert.Equal((Opening, 0), (bench.Fen, Account(bench, Ledger.Holds)));

        await bench.Ask(bench.Of(Service.PreAuthorisation, 3, 60_000));
        bench.Time.Advance(Limits.Held + TimeSpan.FromMinutes(1));
        Assert.Equal("22", await bench.Code(bench.Of(Service.Completion, 4, 100, (Service.PreAuthorisation, 3))));
        Assert.Equal("00", await bench.Code(bench.Of(Service.Sale, 5, 50_000)));
        Assert.Equal((Opening - 50_000, 0), (bench.Fen, Account(bench, Ledger.Holds)));
    }

    [Fact]
    public async Task What_nobody_came_for_is_given_back_at_the_next_settlement()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Of(Service.PreAuthorisation, 1, 60_000));
        bench.Time.Advance(Limits.Held + TimeSpan.FromMinutes(1));
        var settlement = HostTotals.With(
            new Message("0500").With(7, "0401090000").With(11, "000009").With(15, "0331").With(32, "12345"),
            SettlementTotals.None);
        await bench.AskSettlement(settlement);

        Assert.Equal((Opening, 0), (bench.Fen, Account(bench, Ledger.Holds)));
    }

    [Fact]
    public async Task A_day_is_settled_with_its_totals_and_takes_no_void_any_more()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Of(Service.Sale, 1, 500));
        var day = new Message("0500").With(7, "0302090000").With(11, "000009").With(15, "0302").With(32, "12345");
        var wrong = await bench.AskSettlement(HostTotals.With(day, SettlementTotals.None));
        Assert.Equal("95", wrong.Text(39));
        var ours = new SettlementTotals(Money.Fen(500), 1, Money.Fen(0), 0);
        Assert.Equal(ours, HostTotals.Read(wrong));
        Assert.Equal("00", (await bench.AskSettlement(HostTotals.With(day, ours))).Text(39));

        Assert.Equal("22", await bench.Code(bench.Of(Service.Void, 2, 500, (Service.Sale, 1))));
        Assert.Equal("00", await bench.Code(bench.Of(Service.Refund, 3, 500, (Service.Sale, 1))));
    }

    [Fact]
    public async Task Refunds_give_back_no_more_than_was_paid_and_without_an_original_what_they_say()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Of(Service.Sale, 1, 10_000));
        var refund = bench.Of(Service.Refund, 2, 6_000, (Service.Sale, 1));
        Assert.Equal("00", await bench.Code(refund));
        Assert.Equal("00", await bench.Code(refund));
        Assert.Equal("64", await bench.Code(bench.Of(Service.Refund, 3, 4_001, (Service.Sale, 1))));
        Assert.Equal("00", await bench.Code(bench.Of(Service.Refund, 4, 4_000, (Service.Sale, 1))));
        Assert.Equal(Opening, bench.Fen);
        Assert.Equal("00", await bench.Code(bench.Of(Service.Refund, 5, 700)));

        Assert.Equal(Opening + 700, bench.Fen);
        Assert.Equal("22", await bench.Code(bench.Of(Service.Void, 6, 10_000, (Service.Sale, 1))));
    }

    [Fact]
    public async Task An_advice_in_maintenance_or_with_a_wrong_mac_has_not_been_heard_yet()
    {
        await using var bench = await IssuerBench.Open();
        var notice = bench.Of(Service.SaleNotice, 1, 2_500);
        bench.Node.Maintain([new(bench.Time.GetUtcNow(), bench.Time.GetUtcNow().AddHours(1))]);
        Assert.Equal("91", await bench.Code(notice));
        bench.Node.Maintain([]);
        var damaged = bench.Signed(notice);
        damaged[^1] = (byte)(damaged[^1] == '0' ? '1' : '0');
        await bench.Send(damaged);
        Assert.Equal("A0", (await bench.Receive()).Text(39));

        Assert.Equal("00", await bench.Code(notice));
        Assert.Equal(Opening - 2_500, bench.Fen);
    }

    [Fact]
    public async Task Whatever_comes_in_whatever_order_the_ledger_balances_and_no_card_pays_twice()
    {
        await using var bench = await IssuerBench.Open();
        var random = new Random(20260302);
        var asked = new List<(Service Service, int Trace, long Fen)> { (Service.Sale, 1, 100) };
        for (var trace = 2; trace <= 300; trace++)
        {
            var service = (Service)random.Next(Enum.GetValues<Service>().Length);
            var (first, named, fen) = asked[random.Next(asked.Count)];
            var amount = random.Next(3) == 0 ? random.Next(1, 5_000) : fen;
            var message = bench.Of(
                service, trace, amount, service.Originals().Count == 0 ? null : (first, named));
            await bench.Ask(message);
            if (random.Next(4) == 0 && service.IsReversible())
                await bench.Ask(bench.ReversalOf(message, service));
            asked.Add((service, trace, amount));
        }

        // Opening again checks the books: every balance is the sum of its rows, every hold is in the ledger.
        await bench.LosePower();
        Assert.True(bench.Fen >= 0);
    }

    private static long Account(IssuerBench bench, string account) => bench.Query(
        $"select coalesce(sum(fen), 0) from ledger where account = '{account}'", row => row.GetInt64(0)).Single();
}
