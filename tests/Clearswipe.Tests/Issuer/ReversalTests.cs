namespace Clearswipe.Tests.Issuer;

/// <summary>Reversals at the issuer: once in effect, the same answer every time, also before their original.</summary>
public sealed class ReversalTests
{
    [Fact]
    public async Task A_reversal_gives_the_money_back_once_however_often_it_comes()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Sale(1, 2_500, IssuerBench.RightPin));

        Assert.Equal("00", await bench.Code(bench.Reversal(1, 2_500)));
        await bench.LosePower();
        Assert.Equal("00", await bench.Code(bench.Reversal(1, 2_500)));
        Assert.Equal(100_000, bench.Fen);
        Assert.True(bench.Node.Authorisations(10).Single().IsReversed);
    }

    [Fact]
    public async Task An_original_that_comes_after_its_reversal_is_refused()
    {
        await using var bench = await IssuerBench.Open();
        Assert.Equal("25", await bench.Code(bench.Reversal(1, 2_500)));
        await bench.LosePower();

        Assert.Equal("12", await bench.Code(bench.Sale(1, 2_500, IssuerBench.RightPin)));
        Assert.Equal("25", await bench.Code(bench.Reversal(1, 2_500)));
        Assert.Equal(100_000, bench.Fen);
    }

    [Fact]
    public async Task An_approval_that_was_reversed_is_never_told_again()
    {
        await using var bench = await IssuerBench.Open();
        var sale = bench.Sale(1, 2_500, IssuerBench.RightPin);
        await bench.Ask(sale);
        await bench.Ask(bench.Reversal(1, 2_500));
        var again = await bench.Ask(sale);

        Assert.Equal(("12", null), (again.Text(39), again.Text(38)));
        Assert.Equal(100_000, bench.Fen);
    }

    [Fact]
    public async Task What_was_refused_cannot_be_reversed_and_needs_not()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Sale(1, 2_500, IssuerBench.WrongPin));

        Assert.Equal("12", await bench.Code(bench.Reversal(1, 2_500)));
        Assert.Equal(100_000, bench.Fen);
        Assert.Equal(2, bench.View.TriesLeft);
    }

    [Fact]
    public async Task A_reversal_of_another_amount_is_a_contradiction()
    {
        await using var bench = await IssuerBench.Open();
        await bench.Ask(bench.Sale(1, 2_500, IssuerBench.RightPin));

        Assert.Equal("64", await bench.Code(bench.Reversal(1, 2_501)));
        Assert.Equal(97_500, bench.Fen);
    }

    [Fact]
    public async Task Reversed_sales_do_not_use_up_the_day()
    {
        await using var bench = await IssuerBench.Open(settings => settings with
        {
            Cards = [.. settings.Cards.Select(card => card with { Limits = card.Limits with { Count = 1 } })],
        });
        for (var trace = 1; trace <= 3; trace++)
        {
            Assert.Equal("00", await bench.Code(bench.Sale(trace, 100, IssuerBench.RightPin)));
            Assert.Equal("00", await bench.Code(bench.Reversal(trace, 100)));
        }
    }
}
