using Clearswipe.Counter.Keypads;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// Where every observation of the till goes: to whoever listens, and to the sale that is open. It counts stars for the
/// screen, and there is nothing else of a PIN that it could know.
/// </summary>
sealed class Eyes(Board board) : IWitness, IKeyWatch
{
    private readonly Lock _gate = new();
    private readonly List<Observation> _ofSale = [];

    public event Action<Observation>? Told;

    /// <summary>What was seen since the sale began, the newest last.</summary>
    public IReadOnlyList<Observation> OfSale
    {
        get
        {
            lock (_gate)
                return [.. _ofSale];
        }
    }

    public void Saw(Observation observation)
    {
        lock (_gate)
        {
            _ofSale.Add(observation);
            if (_ofSale.Count > Limits.ObservationsPerSale)
                _ofSale.RemoveAt(0);
        }

        Told?.Invoke(observation);
    }

    public void KeysEntered(int count) => board.Change(view => view with { Stars = count });

    public void BeginSale()
    {
        lock (_gate)
            _ofSale.Clear();
    }
}
