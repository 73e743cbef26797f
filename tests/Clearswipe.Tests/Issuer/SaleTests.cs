using System.Text;
using Clearswipe.Issuer.Authorisations;
using Clearswipe.Issuer.Cards;
using Clearswipe.Issuer.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Issuer;

/// <summary>What a switch hears from the issuer, and what stays true when the power goes.</summary>
public sealed class SaleTests
{
    [Fact]
    public async Task An_approved_sale_takes_the_money_once_and_repeats_what_it_answers()
    {
        await using var bench = await IssuerBench.Open();
        var answer = await bench.Ask(bench.Sale(1, 2_500, IssuerBench.RightPin));

        Assert.Equal(("0210", "00"), (answer.Type, answer.Text(39)));
        Assert.Equal(6, answer.Text(38)!.Length);
        Assert.Equal("000000002500", answer.Text(4));
        Assert.Equal("10000001", answer.Text(41));
        Assert.Equal(97_500, bench.Fen);
    }

    [Fact]
    public async Task The_same_request_again_hears_the_first_answer_and_takes_nothing_more()
    {
        await using var bench = await IssuerBench.Open();
        var sale = bench.Sale(1, 2_500, IssuerBench.RightPin);
        var first = await bench.Ask(sale);
        await bench.LosePower();
        var second = await bench.Ask(sale);

        Assert.Equal((first.Text(39), first.Text(38)), (second.Text(39), second.Text(38)));
        Assert.Equal(97_500, bench.Fen);
    }

    [Fact]
    public async Task The_same_numbers_for_another_amount_or_card_are_a_duplicate()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Sale(1, 2_500, IssuerBench.RightPin));

        Assert.Equal("94", await bench.Code(bench.Sale(1, 2_600, IssuerBench.RightPin)));
        Assert.Equal("94", await bench.Code(bench.Sale(IssuerBench.OtherCard, 1, 2_500, IssuerBench.RightPin)));
        Assert.Equal(97_500, bench.Fen);
    }

    [Fact]
    public async Task Three_wrong_pins_lock_the_card_and_no_power_cut_gives_a_try_back()
    {
        await using var bench = await IssuerBench.Open();
        var codes = new List<string?>();
        for (var trace = 1; trace <= 4; trace++)
        {
            codes.Add(await bench.Code(bench.Sale(trace, 100, IssuerBench.WrongPin)));
            await bench.LosePower();
            bench.Time.SetUtcNow(bench.Time.GetUtcNow() + TimeSpan.FromDays(1));
        }

        codes.Add(await bench.Code(bench.Sale(5, 100, IssuerBench.RightPin)));

        Assert.Equal(["55", "55", "75", "38", "38"], codes);
        Assert.True(bench.View.IsLocked);
        Assert.Equal(100_000, bench.Fen);
    }

    [Fact]
    public async Task A_wrong_pin_that_is_repeated_on_its_way_costs_one_try()
    {
        await using var bench = await IssuerBench.Open();
        var sale = bench.Sale(1, 100, IssuerBench.WrongPin);

        Assert.Equal("55", await bench.Code(sale));
        Assert.Equal("55", await bench.Code(sale));
        Assert.Equal(2, bench.View.TriesLeft);
    }

    [Fact]
    public async Task Guesses_made_at_the_same_time_are_counted_one_by_one()
    {
        await using var bench = await IssuerBench.Open();
        for (var trace = 1; trace <= 20; trace++)
            await bench.Send(bench.Signed(bench.Sale(trace, 100, IssuerBench.WrongPin)));
        var codes = new List<string?>();
        for (var i = 0; i < 20; i++)
            codes.Add((await bench.Receive()).Text(39));

        Assert.Equal((2, 1, 17), (Count("55"), Count("75"), Count("38")));

        int Count(string code) => codes.Count(said => said == code);
    }

    // Someone who can write the table puts an old row back: the vault remembers what it has seen.
    [Fact]
    public async Task A_row_put_back_gives_no_fresh_guesses()
    {
        await using var bench = await IssuerBench.Open();
        var before = bench.Query("select pin from card order by token", row => row.GetBytes(0));
        for (var trace = 1; trace <= 3; trace++)
            await bench.Ask(bench.Sale(trace, 100, IssuerBench.WrongPin));

        await bench.Write(session =>
        {
            var tokens = session.Query("select token from card order by token", row => row.GetString(0));
            foreach (var (token, pin) in tokens.Zip(before))
                session.Execute(
                    "update card set pin = @pin, tries_left = 3 where token = @token",
                    ("@pin", pin), ("@token", token));
        });

        Assert.Equal("38", await bench.Code(bench.Sale(4, 100, IssuerBench.RightPin)));
        Assert.Equal(0, bench.View.TriesLeft);
    }

    [Theory]
    [InlineData(CardStatus.Lost, "41")]
    [InlineData(CardStatus.Restricted, "62")]
    public async Task A_card_that_is_refused_before_its_pin_spends_no_try(CardStatus status, string code)
    {
        await using var bench = await IssuerBench.Open();
        await bench.Node.SetStatus(bench.Token, status);
        Assert.Equal(code, await bench.Code(bench.Sale(1, 100, IssuerBench.WrongPin)));

        await bench.Node.SetStatus(bench.Token, CardStatus.Active);
        Assert.Equal(3, bench.View.TriesLeft);
        await bench.Ask(bench.Sale(2, 100, IssuerBench.WrongPin));
        Assert.Equal(2, bench.View.TriesLeft);
    }

    [Fact]
    public async Task A_garbled_pin_block_costs_no_try()
    {
        await using var bench = await IssuerBench.Open();

        Assert.Equal("99", await bench.Code(bench.Sale(1, 100, IssuerBench.RightPin).With(52, new byte[8])));
        Assert.Equal(3, bench.View.TriesLeft);
    }

    [Fact]
    public async Task The_unlock_of_two_officers_gives_the_tries_back_and_is_written_down()
    {
        await using var bench = await IssuerBench.Open();
        for (var trace = 1; trace <= 3; trace++)
            await bench.Ask(bench.Sale(trace, 100, IssuerBench.WrongPin));

        Assert.IsType<UnlockOutcome.NotAuthorised>(await bench.Node.Unlock(bench.Token, new("", "Wang", "asked")));
        Assert.IsType<UnlockOutcome.NoSuchCard>(await bench.Node.Unlock("none", new("Li", "Wang", "asked")));
        Assert.IsType<UnlockOutcome.NotAuthorised>(await bench.Node.Unlock(bench.Token, new("Li", "li", "asked")));
        Assert.IsType<UnlockOutcome.NotAuthorised>(await bench.Node.Unlock(bench.Token, new("Li", "Wang", " ")));
        Assert.IsType<UnlockOutcome.Unlocked>(await bench.Node.Unlock(bench.Token, new("Li", "Wang", "passport seen")));

        Assert.Equal("00", await bench.Code(bench.Sale(4, 100, IssuerBench.RightPin)));
        Assert.Equal(
            [("Li", "Wang", "passport seen", 0)],
            bench.Query(
                "select officer, second, reason, tries_before from unlocking",
                row => (row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3))));
    }

    [Fact]
    public async Task In_maintenance_everything_is_answered_91_and_the_answer_stands()
    {
        await using var bench = await IssuerBench.Open();
        var now = bench.Time.GetUtcNow();
        bench.Node.Maintain([new MaintenanceWindow(now, now.AddHours(1))]);
        var sale = bench.Sale(1, 100, IssuerBench.RightPin);

        Assert.Equal("91", await bench.Code(sale));
        Assert.Equal("91", await bench.Code(bench.Reversal(2, 100)));
        bench.Time.Advance(TimeSpan.FromHours(1));
        // The switch took the 91 for final: a copy that comes after the hour must not charge the card.
        Assert.Equal("91", await bench.Code(sale));
        Assert.Equal("00", await bench.Code(bench.Sale(2, 100, IssuerBench.RightPin)));
    }

    [Fact]
    public async Task Status_limits_and_money_can_be_set_as_a_bank_sets_them()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Node.SetStatus(bench.Token, CardStatus.Stolen);
        Assert.Equal("43", await bench.Code(bench.Sale(1, 100, IssuerBench.RightPin)));
        await bench.Node.SetStatus(bench.Token, CardStatus.Active);
        await bench.Node.SetLimits(bench.Token, new DailyLimits(Money.Fen(1_000_000), 1));
        Assert.Equal("00", await bench.Code(bench.Sale(2, 100, IssuerBench.RightPin)));
        Assert.Equal("65", await bench.Code(bench.Sale(3, 100, IssuerBench.RightPin)));
        await bench.Node.SetLimits(bench.Token, DailyLimits.Usual);
        Assert.Equal("51", await bench.Code(bench.Sale(4, 100_000, IssuerBench.RightPin)));
        Assert.True(await bench.Node.PayIn(bench.Token, Money.Fen(100), "slip 1"));
        Assert.True(await bench.Node.PayIn(bench.Token, Money.Fen(100), "slip 1"));
        Assert.Equal("00", await bench.Code(bench.Sale(5, 100_000, IssuerBench.RightPin)));
        Assert.False(await bench.Node.SetStatus("none", CardStatus.Lost));
    }

    [Fact]
    public async Task What_an_issuer_writes_holds_no_card_number_and_no_pin_block()
    {
        await using var bench = await IssuerBench.Open();
        var sale = bench.Sale(1, 100, IssuerBench.RightPin);
        await bench.Ask(sale);
        var written = bench.WrittenBytes();

        Assert.Equal(-1, written.AsSpan().IndexOf(Encoding.ASCII.GetBytes(IssuerBench.Card.Reveal())));
        Assert.Equal(-1, written.AsSpan().IndexOf(sale.Bytes(52)!.Value.Span));
    }
}
