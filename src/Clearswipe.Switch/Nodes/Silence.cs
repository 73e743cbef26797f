namespace Clearswipe.Switch.Nodes;

/// <summary>
/// Which of the other nodes has been silent for too long. It looks at whether beats rise, by this machine's own
/// steady clock: what time another machine thinks it is does not matter. Who has not looked for a while, since it slept
/// itself or the database was away, knows nothing of the others, and gives all of them a new lease.
/// </summary>
sealed class Silence(TimeProvider time, TimeSpan lease)
{
    private Dictionary<long, (long Beats, long Since)> _heard = [];
    private long? _lastLook;

    /// <summary>Takes note of the others' beats; those whose beats have not risen within the lease.</summary>
    public IReadOnlyList<NodeRow> Of(IEnumerable<NodeRow> others)
    {
        var now = time.GetTimestamp();
        var all = others.ToList();
        if (_lastLook is { } last && time.GetElapsedTime(last, now) > lease / 2)
            _heard.Clear();
        _lastLook = now;
        _heard = all.ToDictionary(
            node => node.Version,
            node => _heard.TryGetValue(node.Version, out var heard) && heard.Beats == node.Beats
                ? heard
                : (node.Beats, now));
        return [.. all.Where(node => time.GetElapsedTime(_heard[node.Version].Since, now) >= lease)];
    }
}
