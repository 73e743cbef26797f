using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Switch;

/// <summary>
/// Every service, in any order, over a line to the issuer that loses one message in four: whatever is unknown is undone
/// or told again, and in the end terminal, switch and issuer count the same (invariants M1, M3, M4, M9, M10).
/// </summary>
public sealed class ServiceWeatherTests
{
    private const int Operations = 60;
    private const int MostRepeats = 500;
    private const string Day = "20260302";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_lost_on_the_way_all_three_agree_in_the_end(int seed)
    {
        await using var bench = await WatchBench.Open();
        var weather = new Dice(seed);
        var terminal = await bench.SignedOnTerminal();
        bench.Forge = answer => weather.Throw(4) == 0 ? null : answer;
        bench.LosesRequest = () => weather.Throw(8) == 0;
        var shop = new Clerk(bench, terminal, new Dice(seed + 1_000));
        for (var trace = 1; trace <= Operations; trace++)
            await shop.Serve(trace);
        bench.Forge = answer => answer;
        bench.LosesRequest = () => false;
        await bench.Passing(() => bench.Node.Attempts(1_000).All(attempt => attempt.State
            is AttemptState.Approved or AttemptState.Refused or AttemptState.Reversed));

        var answer = await terminal.AskPlain(terminal.Settlement(900, shop.Totals));
        Assert.Equal(TerminalTotals.Write(shop.Totals, areBalanced: true), answer.Text(48));
        await bench.Settled(Day);
        var settlement = bench.Node.Settlement(Day);
        Assert.Empty(settlement.Differences);
        Assert.True(settlement.IsBalanced);
        var balance = bench.Issuer.Cards().Single().Balance;
        Assert.Equal(100_000, (balance + shop.Totals.Net).MinorUnits + bench.Fen("holds"));
        Assert.True(shop.Totals.DebitCount > 3 && shop.Totals.CreditCount > 0, "the weather lets something through");
    }

    /// <summary>Chance from a seed, for threads that throw at once.</summary>
    private sealed class Dice(int seed)
    {
        private readonly Lock _gate = new();
        private readonly Random _random = new(seed);

        public int Throw(int sides)
        {
            lock (_gate)
                return _random.Next(sides);
        }
    }

    /// <summary>A terminal that does as the rules say: reverses what is unknown, and repeats an advice.</summary>
    private sealed class Clerk(WatchBench bench, TestTerminal terminal, Dice dice)
    {
        private readonly List<(Service Service, int Trace, long Fen)> _approved = [];

        public SettlementTotals Totals { get; private set; } = SettlementTotals.None;

        public async Task Serve(int trace)
        {
            var service = (Service)dice.Throw(Enum.GetValues<Service>().Length - 1);
            var originals = _approved.Where(done => service.Originals().Contains(done.Service)).ToList();
            if (originals.Count == 0 && service.Originals().Count > 0)
                service = dice.Throw(2) == 0 ? Service.Sale : Service.PreAuthorisation;
            var original = service.Originals().Count == 0 ? default : originals[dice.Throw(originals.Count)];
            var fen = original.Trace == 0 ? 100 + dice.Throw(900) : original.Fen;
            var asked = terminal.Of(service, trace, fen, original.Trace == 0 ? null : original.Trace);

            if (await Outcome(service, asked) != "00")
                return;
            _approved.Add((service, trace, fen));
            Totals = Totals.With(service, Money.Fen(fen));
        }

        private async Task<string?> Outcome(Service service, Message asked)
        {
            var code = await bench.Ask(terminal, asked);
            // 98: not known. An advice is told again; anything else that may have moved money is undone.
            for (var again = 0; again < MostRepeats && code == "98" && service.IsAdvice(); again++)
            {
                bench.Time.Advance(Limits.FirstReversalRetry);
                await Task.Delay(10);
                code = await bench.Ask(terminal, asked);
            }

            Assert.False(code == "98" && service.IsAdvice(), "an advice is heard in the end");
            if (code == "98" && service.IsReversible())
                Assert.Contains(await bench.Ask(terminal, terminal.ReversalOf(asked)), new[] { "00", "12", "25" });
            return code;
        }
    }
}
