using System.Threading.Channels;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Lab.Links;

/// <summary>
/// One link over a faulty line. Messages of one way keep their order, except those that are held back.
/// </summary>
sealed class FaultLink : ILink
{
    private readonly FaultLine _line;
    private readonly ILink _inner;
    private readonly Channel<Received> _inbox = Channel.CreateUnbounded<Received>();
    private readonly Lock _gate = new();
    private readonly Dictionary<Way, Task> _lastUnderWay = new()
    {
        [Way.Out] = Task.CompletedTask,
        [Way.Back] = Task.CompletedTask,
    };

    private volatile bool _isCut;
    private volatile bool _isClosed;
    private bool _isOver;

    public FaultLink(FaultLine line, ILink inner, string dialler)
    {
        (_line, _inner, Dialler) = (line, inner, dialler);
        _line.InNetwork(CarryBack);
    }

    public string Dialler { get; }

    public async ValueTask Send(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        if (_isCut || _isClosed)
            throw new IOException("the link is broken");
        var fate = _line.FateOf(Way.Out, message);
        if (IsPlain(fate) && HasArrived(Way.Out))
            await _inner.Send(message, cancellation);
        else
            Carry(Way.Out, message, fate, Deliver);
        if (fate.CutsAfter)
            Cut();
    }

    public async ValueTask<Received> Receive(CancellationToken cancellation)
    {
        if (_isOver)
            return new Received.Ended();
        var received = await _inbox.Reader.ReadAsync(cancellation);
        _isOver = received is not Received.Message;
        return received;
    }

    public void Cut()
    {
        _isCut = true;
        _inbox.Writer.TryWrite(new Received.Ended());
        _line.Closed(this);
        _line.InNetwork(async () => await _inner.DisposeAsync());
    }

    // As TCP closes: what was sent before still arrives.
    public ValueTask DisposeAsync()
    {
        if (_isClosed || _isCut)
            return ValueTask.CompletedTask;
        _isClosed = true;
        _inbox.Writer.TryWrite(new Received.Ended());
        _line.Closed(this);
        _line.InNetwork(CloseBehindTheLast);
        return ValueTask.CompletedTask;
    }

    private static bool IsPlain(Fate fate) =>
        fate is { IsLost: false, Late: null, IsDoubled: false, IsFlipped: false, IsTruncated: false, Instead: null }
        && fate.Delay == TimeSpan.Zero;

    private bool HasArrived(Way way)
    {
        lock (_gate)
            return _lastUnderWay[way].IsCompleted;
    }

    private async Task CloseBehindTheLast()
    {
        Task last;
        lock (_gate)
            last = _lastUnderWay[Way.Out];
        await last;
        await _inner.DisposeAsync();
    }

    private async Task CarryBack()
    {
        while (await _inner.Receive(CancellationToken.None) is Received.Message(var bytes))
        {
            var fate = _line.FateOf(Way.Back, bytes);
            Carry(Way.Back, bytes, fate, Hand);
            if (fate.CutsAfter)
                Cut();
        }

        Task last;
        lock (_gate)
            last = _lastUnderWay[Way.Back];
        await last;
        _inbox.Writer.TryWrite(new Received.Ended());
    }

    private void Carry(Way way, ReadOnlyMemory<byte> message, Fate fate, Func<ReadOnlyMemory<byte>, Task> hand)
    {
        if (fate.IsLost)
            return;
        var bytes = Changed(message, fate);
        for (var copy = fate.IsDoubled ? 2 : 1; copy > 0; copy--)
        {
            if (fate.Late is { } late)
                _line.InNetwork(() => After(late, () => hand(bytes)));
            else
                InTurn(way, fate.Delay, () => hand(bytes));
        }
    }

    private void InTurn(Way way, TimeSpan delay, Func<Task> hand)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var due = _line.Time.GetTimestamp() + (long)(delay.TotalSeconds * _line.Time.TimestampFrequency);
        Task before;
        lock (_gate)
        {
            before = _lastUnderWay[way];
            _lastUnderWay[way] = arrived.Task;
        }

        _line.InNetwork(async () =>
        {
            await before;
            await After(_line.Time.GetElapsedTime(_line.Time.GetTimestamp(), due), hand);
            arrived.SetResult();
        });
    }

    private async Task After(TimeSpan delay, Func<Task> hand)
    {
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, _line.Time);
        if (!_isCut)
            await hand();
    }

    // Late bytes to a link that has ended fall on the floor, as on a network.
    private async Task Deliver(ReadOnlyMemory<byte> message)
    {
        try
        {
            await _inner.Send(message, CancellationToken.None);
        }
        catch (IOException)
        {
            _line.Closed(this);
        }
    }

    private Task Hand(ReadOnlyMemory<byte> message)
    {
        _inbox.Writer.TryWrite(new Received.Message(message));
        return Task.CompletedTask;
    }

    private byte[] Changed(ReadOnlyMemory<byte> message, Fate fate)
    {
        message = fate.Instead ?? message;
        return fate.IsFlipped ? Flipped(message)
            : fate.IsTruncated ? message[..(message.Length / 2)].ToArray()
            : message.ToArray();
    }

    private byte[] Flipped(ReadOnlyMemory<byte> message)
    {
        var bytes = message.ToArray();
        var bit = _line.Below(bytes.Length * 8);
        bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        return bytes;
    }
}
