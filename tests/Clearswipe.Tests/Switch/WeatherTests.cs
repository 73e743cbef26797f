using Clearswipe.Lab.Links;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Switch;

/// <summary>
/// In any weather: what the terminal holds for paid was taken once, and nothing else was taken (invariants M1, M3 to
/// M6, M14).
/// </summary>
public sealed class WeatherTests
{
    private const int Sales = 60;
    private const int TriesAtMost = 50;

    private static readonly WayFaults Storm = new()
    {
        Loss = 0.05,
        Delay = TimeSpan.FromMilliseconds(50),
        Jitter = TimeSpan.FromMilliseconds(800),
        Doubled = 0.1,
        BitFlipped = 0.05,
    };

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 8).Select(seed => (ulong)seed)];

    [Theory, MemberData(nameof(Seeds))]
    public void No_money_is_lost_or_taken_twice(ulong seed)
    {
        using var weather = new Weather(seed);
        var till = new Till(weather);
        weather.Kernel.Run(async () =>
        {
            await weather.StartIssuer();
            await weather.StartSwitch();
            await till.SignOn();
            weather.Blow(Storm);
            for (var trace = 1; trace <= Sales; trace++)
            {
                var cutting = Cut(weather, trace);
                weather.HoldBack(trace);
                await till.Sell(trace);
                await cutting;
            }

            weather.Clear();
            await till.SettleAll();
            for (var i = 0; i < TriesAtMost && weather.Switch.OpenReversals().Count > 0; i++)
                await Task.Delay(TimeSpan.FromSeconds(5), weather.Kernel.Time);
            Assert.Empty(weather.Switch.OpenReversals());
        });

        var taken = weather.Issuer.Authorisations(int.MaxValue).Where(row => row.Debit.IsPositive)
            .Select(row => row.Amount.MinorUnits).Order();
        Assert.Equal(till.Paid.Order(), taken);
        Assert.True(till.Paid.Count > 5, "some sales come through every storm");
        Assert.Equal(0, weather.Kernel.Escapes);
    }

    [Fact]
    public void A_storm_can_be_replayed()
    {
        Assert.Equal(Hash(), Hash());

        static ulong Hash()
        {
            using var weather = new Weather(7);
            var till = new Till(weather);
            weather.Kernel.Run(async () =>
            {
                await weather.StartIssuer();
                await weather.StartSwitch();
                await till.SignOn();
                weather.Blow(Storm);
                for (var trace = 1; trace <= 10; trace++)
                    await till.Sell(trace);
            });
            return weather.Kernel.TraceHash;
        }
    }

    private static async Task Cut(Weather weather, int trace)
    {
        if (trace % 5 != 0)
            return;
        await Task.Delay(TimeSpan.FromSeconds(weather.Kernel.Chance.Below(20)), weather.Kernel.Time);
        await (trace % 10 == 0 ? weather.CutSwitch() : weather.CutIssuer());
    }

    /// <summary>Keeps a till's rules: believes only verified answers, reverses what it does not know.</summary>
    private sealed class Till(Weather weather)
    {
        private readonly TestTerminal _terminal = weather.Terminal();
        private readonly List<int> _unknown = [];

        public List<long> Paid { get; } = [];

        public async Task SignOn()
        {
            var request = new Message("0800").With(11, "999999").With(41, "10000001").With(42, SwitchBench.Merchant)
                .With(60, "00000001003");
            var answer = await Ask(request, isSigned: false);
            Assert.NotNull(answer);
            _terminal.LoadKeys(answer);
        }

        public async Task Sell(int trace)
        {
            var answer = await Ask(_terminal.SaleWithPin(trace, trace));
            if (answer?.Text(39) == "00")
                Paid.Add(trace);
            else if (answer is null || new ResponseCode(answer.Text(39)!).LeavesOutcomeUnknown)
                _unknown.Add(trace);
            await Settle();
        }

        public async Task SettleAll()
        {
            for (var i = 0; i < TriesAtMost && _unknown.Count > 0; i++)
                await Settle();
            Assert.Empty(_unknown);
        }

        private async Task Settle()
        {
            foreach (var trace in _unknown.ToList())
                if (await Ask(_terminal.Reversal(trace, trace)) is { } answer
                    && new ResponseCode(answer.Text(39)!).EndsAReversal)
                    _unknown.Remove(trace);
        }

        private async Task<Message?> Ask(Message request, bool isSigned = true)
        {
            if (await weather.Line.Dial(CancellationToken.None) is not Dialled.Connected(var link))
                return null;
            using var patience = new CancellationTokenSource(Limits.TillAwaitsSwitch, weather.Kernel.Time);
            await using var closing = link;
            try
            {
                await link.Send(isSigned ? _terminal.Signed(request) : _terminal.Plain(request), patience.Token);
                while (await link.Receive(patience.Token) is Received.Message(var bytes))
                    if (_terminal.Believed(request, bytes, isSigned) is { } answer)
                        return answer;
            }
            catch (Exception silence) when (silence is OperationCanceledException or IOException)
            {
                // Silence: the outcome is unknown.
            }

            return null;
        }
    }
}
