namespace Clearswipe.Counter.Sales;

/// <summary>The view that stands now. Only the till's loop changes it; anybody may look at any time.</summary>
sealed class Board(TillView first)
{
    private readonly Lock _gate = new();
    private TillView _view = first;

    public event Action? Changed;

    public TillView View
    {
        get
        {
            lock (_gate)
                return _view;
        }
    }

    public void Change(Func<TillView, TillView> change)
    {
        lock (_gate)
            _view = change(_view) with { Version = _view.Version + 1 };
        Changed?.Invoke();
    }
}
