using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Stories.Cycles;

/// <summary>
/// An acquirer's host under load. It holds to the rules: what it has not heard is asked again under the same name, or
/// reversed until that is answered, and every sale ends in its book.
/// </summary>
sealed class HostLoad(ILine line, int connections, int seed) : IAsyncDisposable
{
    private const int LongestRest = 40;
    private static readonly TimeSpan AsksAgain = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<HostSale> _book = new();
    private readonly ConcurrentQueue<string> _contradictions = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _drives = [];
    private volatile bool _isPaused;
    private int _selling;
    private long _number;
    private int _approved;
    private int _longestOpen;

    public IReadOnlyCollection<HostSale> Book => _book;

    /// <summary>Answers that no rule allows, a line each.</summary>
    public IReadOnlyCollection<string> Contradictions => _contradictions;

    public int Approved => Volatile.Read(ref _approved);

    /// <summary>How long the sale waited that waited longest for its sure end.</summary>
    public TimeSpan LongestOpen => TimeSpan.FromMilliseconds(Volatile.Read(ref _longestOpen));

    public void Start()
    {
        for (var connection = 0; connection < connections; connection++)
        {
            var chance = new Random(seed + connection);
            _drives.Add(Task.Run(() => Drive(chance)));
        }
    }

    /// <summary>No new sale begins; true when those under way have ended in time.</summary>
    public async Task<bool> Pause(TimeSpan patience)
    {
        _isPaused = true;
        var since = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _selling) > 0 && Stopwatch.GetElapsedTime(since) < patience)
            await Task.Delay(AsksAgain);
        return Volatile.Read(ref _selling) == 0;
    }

    public void GoOn() => _isPaused = false;

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await Task.WhenAll(_drives);
        _stop.Dispose();
    }

    private async Task Drive(Random chance)
    {
        await using var caller = new HostCaller(line);
        try
        {
            while (true)
            {
                await Task.Delay(1 + chance.Next(LongestRest), _stop.Token);
                Interlocked.Increment(ref _selling);
                if (!_isPaused)
                    await Sell(caller, chance);
                Interlocked.Decrement(ref _selling);
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private async Task Sell(HostCaller caller, Random chance)
    {
        // What could not be sent for want of a link is no sale yet.
        while (!await caller.IsConnected(_stop.Token))
            await Task.Delay(AsksAgain, _stop.Token);
        var sale = Next(chance);
        _book.Enqueue(sale);
        var since = Stopwatch.GetTimestamp();
        await Settle(caller, sale, chance);
        var open = (int)Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        for (var longest = _longestOpen; open > longest; longest = _longestOpen)
            Interlocked.CompareExchange(ref _longestOpen, open, longest);
    }

    private async Task Settle(HostCaller caller, HostSale sale, Random chance)
    {
        var answer = await caller.Ask(sale, sale.Request(), _stop.Token);
        // A copy under the same name hears the first answer.
        if (answer is null && chance.Next(2) == 0)
            answer = await caller.Ask(sale, sale.Request(), _stop.Token);
        if (answer is null || CodeOf(answer).LeavesOutcomeUnknown)
            await Reverse(caller, sale);
        else
            Note(sale, answer);
    }

    private async Task Reverse(HostCaller caller, HostSale sale)
    {
        while (true)
        {
            var answer = await caller.Ask(sale, sale.Reversal(), _stop.Token);
            if (answer is not null && CodeOf(answer) is { EndsAReversal: true } code)
            {
                (sale.Code, sale.End) = (code.Value, HostEnd.Undone);
                return;
            }

            if (answer is not null && CodeOf(answer) == ResponseCode.AmountMismatch)
                _contradictions.Enqueue($"{sale.Name}: its reversal was answered 64");
            await Task.Delay(AsksAgain, _stop.Token);
        }
    }

    private void Note(HostSale sale, Message answer)
    {
        sale.Code = CodeOf(answer).Value;
        sale.ApprovalCode = answer.Text(38);
        sale.End = CodeOf(answer).IsApproval ? HostEnd.Approved : HostEnd.Refused;
        if (sale.End == HostEnd.Approved)
            Interlocked.Increment(ref _approved);
    }

    private HostSale Next(Random chance)
    {
        var number = Interlocked.Increment(ref _number);
        return new HostSale(
            "TERM0001", (number % 999_999 + 1).ToString("D6", CultureInfo.InvariantCulture),
            DateTime.UtcNow.ToString("MMddHHmmss", CultureInfo.InvariantCulture),
            number.ToString("D12", CultureInfo.InvariantCulture), 1 + chance.Next(99_999));
    }

    private static ResponseCode CodeOf(Message answer) =>
        ResponseCode.Read(answer.Text(39)) ?? throw new InvariantException("an answer has a code");
}
