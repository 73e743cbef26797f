namespace Clearswipe.Tests.Issuer;

/// <summary>An issuer whose wall clock is moved gives no PIN try and no limit back, and says so.</summary>
public sealed class ClockJumpTests
{
    [Fact]
    public async Task A_day_that_comes_a_second_time_has_no_limit_of_its_own()
    {
        await using var bench = await IssuerBench.Open(settings => settings with
        {
            Cards = [.. settings.Cards.Select(card => card with { Limits = card.Limits with { Count = 1 } })],
        });
        Assert.Equal("00", await bench.Code(bench.Sale(1, 100)));
        Assert.Equal("65", await bench.Code(bench.Sale(2, 100)));
        bench.Clock.Put(TimeSpan.FromHours(20));
        Assert.Equal("00", await bench.Code(bench.Sale(3, 100)));
        bench.Clock.Put(TimeSpan.Zero);

        Assert.Equal("65", await bench.Code(bench.Sale(4, 100)));
        Assert.Equal(99_800, bench.Fen);
    }

    [Fact]
    public async Task No_pin_try_comes_back()
    {
        await using var bench = await IssuerBench.Open();
        var codes = new List<string?>();
        foreach (var (hours, trace) in new[] { (0, 1), (30, 2), (-30, 3), (5, 4) })
        {
            bench.Clock.Put(TimeSpan.FromHours(hours));
            codes.Add(await bench.Code(bench.Sale(trace, 100, IssuerBench.WrongPin)));
        }

        Assert.Equal(["55", "55", "75", "38"], codes);
    }

    [Fact]
    public async Task It_is_said_once()
    {
        await using var bench = await IssuerBench.Open();
        bench.Clock.Put(TimeSpan.FromHours(-3));
        await bench.Ask(bench.Sale(1, 100));
        await bench.Ask(bench.Sale(2, 100));

        var said = Assert.Single(
            bench.Log.Lines, line => line.Contains("[2007]", StringComparison.Ordinal));
        Assert.Contains("Issuer harbour: the wall clock was moved by -03:00:00", said, StringComparison.Ordinal);
    }
}
