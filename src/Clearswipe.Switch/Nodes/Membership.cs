using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Nodes;

/// <summary>How this run joined the others: its version, its first number, and what it is to reverse.</summary>
sealed record Joined(long Version, long FirstNumber, IReadOnlyList<long> Forwarded);

/// <summary>
/// This node among the others: it beats, takes over the open work of a node that died, and ends when another has taken
/// over its own.
/// </summary>
sealed class Membership(
    Database database, Journal journal, string name, long version, Surroundings surroundings, ILogger log)
{
    private readonly Silence _silence = new(surroundings.Time, Limits.NodeLease);
    private readonly ClockWatch _clock = new(surroundings.Time);

    /// <summary>There is open work that was another node's.</summary>
    public event Action? TookOver;

    /// <summary>
    /// Joins under a new version, in the place of the machine's last run, which writes nothing from then on. Every
    /// group that this one writes is a beat, and none is written without the lease.
    /// </summary>
    public static async Task<Joined> Join(Database database, string name, Surroundings surroundings)
    {
        var joined = await database.Write(session =>
        {
            var version = NodeTable.Add(session, name);
            List<long> forwarded = [.. AttemptTable.TakeOver(session, 0, version)];
            var earlier = NodeTable.Living(session).Where(node => node.Name == name && node.Version != version);
            foreach (var run in earlier)
                forwarded.AddRange(NodeTable.TakeOver(session, run, version) ?? []);
            return new Joined(
                version, NumberTable.Take(session, Limits.NumbersAtOnce, surroundings.Now), forwarded);
        });
        database.Guard(NodeTable.Beat(joined.Version));
        return joined;
    }

    /// <summary>
    /// Beats and watches until it is cancelled. <see cref="StoreFencedException"/> when another node took over.
    /// </summary>
    public async Task Run(CancellationToken cancellation)
    {
        SwitchLog.NodeJoined(log, name, version);
        while (true)
        {
            await Task.Delay(Limits.NodeBeats, surroundings.Time, cancellation);
            if (_clock.Moved() is { } by)
                SwitchLog.ClockMoved(log, by);
            try
            {
                await Beat();
            }
            catch (StoreFencedException)
            {
                SwitchLog.NodeFenced(log, name, version);
                throw;
            }
            catch (Exception failure)
            {
                SwitchLog.NodeBeatFailed(log, failure);
            }
        }
    }

    private async Task Beat()
    {
        // Any group is a beat; this one is written when nothing else is.
        await database.Write(_ => { });
        await journal.ReverseWhatWasLost();
        var others = database.Read(NodeTable.Living).Where(node => node.Version != version);
        foreach (var dead in _silence.Of(others))
            await TakeOver(dead);
    }

    private async Task TakeOver(NodeRow dead)
    {
        if (await database.Write(session => NodeTable.TakeOver(session, dead, version)) is not { } forwarded)
            return;
        SwitchLog.NodeTakenOver(log, dead.Name, dead.Version, forwarded.Count);
        await journal.ReverseForwarded(forwarded);
        TookOver?.Invoke();
    }
}
