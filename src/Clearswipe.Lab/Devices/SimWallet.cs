using Clearswipe.Counter.Sales;

namespace Clearswipe.Lab.Devices;

/// <summary>A wallet scheme of the world: it opens orders, and telephones pay them.</summary>
public sealed class SimWallet : IWallet
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskCompletionSource<WalletOutcome>> _orders = [];
    private readonly Dictionary<string, WalletOrder> _codes = [];
    private readonly List<WalletOrder> _paid = [];

    /// <summary>The scheme itself is down: no code is to be had.</summary>
    public bool IsDown { get; set; }

    public IReadOnlyList<WalletOrder> Paid
    {
        get
        {
            lock (_gate)
                return [.. _paid];
        }
    }

    public ValueTask<string?> Open(WalletOrder order, CancellationToken cancellation)
    {
        if (IsDown)
            return ValueTask.FromResult<string?>(null);
        var code = $"clearswipe-lab:pay?order={order.Reference}";
        lock (_gate)
        {
            _orders.TryAdd(order.Reference, NewPromise());
            _codes[code] = order;
        }

        return ValueTask.FromResult<string?>(code);
    }

    public async ValueTask<WalletOutcome> Await(WalletOrder order, CancellationToken cancellation)
    {
        if (Find(order.Reference) is not { } promise)
            return WalletOutcome.Unknown;
        var mine = NewPromise();
        using var stop = cancellation.UnsafeRegister(_ => mine.TrySetCanceled(cancellation), null);
        _ = Forward(promise.Task, mine);
        return await mine.Task;
    }

    public ValueTask<WalletOutcome> Close(WalletOrder order, CancellationToken cancellation)
    {
        if (Find(order.Reference) is not { } promise)
            return ValueTask.FromResult(WalletOutcome.Unknown);
        promise.TrySetResult(WalletOutcome.Closed);
        return ValueTask.FromResult(promise.Task.Result);
    }

    /// <summary>A telephone reads the code and pays; false when the order is closed or was never opened.</summary>
    public bool Pay(string code)
    {
        WalletOrder? order;
        lock (_gate)
            order = _codes.GetValueOrDefault(code);
        return order is not null && Pay(order);
    }

    public bool Pay(WalletOrder order)
    {
        if (IsDown || Find(order.Reference) is not { } promise || !promise.TrySetResult(WalletOutcome.Paid))
            return false;
        lock (_gate)
            _paid.Add(order);
        return true;
    }

    private static async Task Forward(Task<WalletOutcome> from, TaskCompletionSource<WalletOutcome> to) =>
        to.TrySetResult(await from);

    private static TaskCompletionSource<WalletOutcome> NewPromise() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private TaskCompletionSource<WalletOutcome>? Find(string reference)
    {
        lock (_gate)
            return _orders.GetValueOrDefault(reference);
    }
}
