namespace Clearswipe.Switch.Nodes;

/// <summary>
/// Which of the other nodes has been silent for too long. It looks at whether beats rise, by this machine's own
/// steady clock: what time another machine thinks it is does not matter.
/// </summary>
sealed class Silence(TimeProvider time, TimeSpan lease)
{
    private Dictionary<long, (long Beats, long Since)> _heard = [];

    /// <summary>Takes note of the others' beats; those whose beats have not risen within the lease.</summary>
    public IReadOnlyList<NodeRow> Of(IEnumerable<NodeRow> others)
    {
        var now = time.GetTimestamp();
        var all = others.ToList();
        _heard = all.ToDictionary(
            node => node.Version,
            node => _heard.TryGetValue(node.Version, out var last) && last.Beats == node.Beats
                ? last
                : (node.Beats, now));
        return [.. all.Where(node => time.GetElapsedTime(_heard[node.Version].Since, now) >= lease)];
    }
}
