using Clearswipe.Store;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Nodes;

/// <summary>
/// The numbers of this node, which rise and never repeat, on any node. The next block is fetched when half of this one
/// is used.
/// </summary>
sealed class Numbers(Database database, Surroundings surroundings, ILogger log, long first)
{
    private readonly Lock _gate = new();
    private long _next = first;
    private long _end = first + Limits.NumbersAtOnce;
    private long? _spare;
    private bool _isFetching;

    /// <summary>The last number that was handed out, or the one before the first.</summary>
    public long Last
    {
        get
        {
            lock (_gate)
                return _next - 1;
        }
    }

    public long Next()
    {
        lock (_gate)
        {
            if (_next == _end)
                Change();
            if (_end - _next <= Limits.NumbersAtOnce / 2 && _spare is null && !_isFetching)
                _ = Fetch();
            return _next++;
        }
    }

    private void Change()
    {
        Invariant.Holds(_spare is not null, "numbers are fetched long before the last one is used");
        (_next, _end, _spare) = (_spare.Value, _spare.Value + Limits.NumbersAtOnce, null);
    }

    private async Task Fetch()
    {
        _isFetching = true;
        try
        {
            var block = await database.Write(session =>
                NumberTable.Take(session, Limits.NumbersAtOnce, surroundings.Now));
            lock (_gate)
                _spare = block;
        }
        catch (Exception failure)
        {
            SwitchLog.NumbersNotFetched(log, failure);
        }
        finally
        {
            lock (_gate)
                _isFetching = false;
        }
    }
}
