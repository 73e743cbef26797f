using Clearswipe.Vocabulary;

namespace Clearswipe.Store.Postgres;

/// <summary>
/// Brings groups to their end: committed, or certainly not, or unknown when the server stays away at the wrong moment.
/// A group that was not as simple as was hoped is run again with care. Of one in which one fails, the halves are
/// committed each by itself, until the one that fails is alone.
/// </summary>
sealed class Committer : IDisposable
{
    private const int MostTries = 8;

    private readonly PostgresServer _server;
    private readonly TimeProvider _time;
    private readonly long _writer;
    private PostgresLink? _link;
    private volatile Statement? _lease;
    private long _number;
    private long? _lostAt;

    public Committer(PostgresServer server, TimeProvider time)
    {
        (_server, _time) = (server, time);
        _link = new PostgresLink(server.Connect());
        _writer = _link.Introduce();
    }

    public long Commits { get; private set; }

    public void Guard(Statement lease) => _lease = lease;

    public void Commit(ArraySegment<PendingWrite> group) => Commit(group, inHope: true);

    public void Dispose() => Drop();

    private void Commit(ArraySegment<PendingWrite> group, bool inHope)
    {
        var failure = TryCommit(group, inHope);
        if (failure is null)
        {
            foreach (var write in group)
                write.Answer();
        }
        else if (inHope && IsOfOne(failure))
            Commit(group, inHope: false);
        else if (group.Count > 1 && IsOfOne(failure))
        {
            Commit(group[..(group.Count / 2)], inHope: false);
            Commit(group[(group.Count / 2)..], inHope: false);
        }
        else
        {
            foreach (var write in group)
                write.Fail(failure);
        }
    }

    /// <summary>Null when it is durable. Conflicts and lost connections are overcome here, within limits.</summary>
    private Exception? TryCommit(ArraySegment<PendingWrite> group, bool inHope)
    {
        var ending = Try(group, inHope);
        for (var tries = 1; tries < MostTries && MayTryAgain(ending); tries++)
            ending = Try(group, inHope);
        return ending is not null && Failures.IsLoss(ending) ? Unreachable(ending) : ending;
    }

    // Nothing of the group is written, and the next try may fare better.
    private static bool MayTryAgain(Exception? ending) =>
        ending is { } failure && failure is not StoreUnreachableException
            && (Failures.IsConflict(failure) || Failures.IsLoss(failure));

    private Exception? Try(ArraySegment<PendingWrite> group, bool inHope)
    {
        try
        {
            Link().Run(group, _lease, inHope);
        }
        catch (Exception failure)
        {
            Leave(failure);
            return failure;
        }

        return TryCommit(++_number);
    }

    private Exception? TryCommit(long number)
    {
        try
        {
            Link().Commit(_writer, number);
            Commits++;
            return null;
        }
        catch (Exception failure) when (Failures.IsLoss(failure))
        {
            Drop();
            return Ask(number, failure);
        }
        catch (Exception failure)
        {
            Leave(failure);
            return failure;
        }
    }

    // The answer was lost. What was committed is found by its number; what was not can be done again.
    private Exception? Ask(long number, Exception lost)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                if (!Link().WasCommitted(_writer, number))
                    return lost;
                Commits++;
                return null;
            }
            catch (Exception failure) when (Failures.IsLoss(failure) || Failures.IsConflict(failure))
            {
                Drop();
                if (failure is StoreUnreachableException || tries == MostTries)
                    return new StoreUnknownException(failure);
            }
        }
    }

    private PostgresLink Link()
    {
        for (; ; )
        {
            try
            {
                _link ??= new PostgresLink(_server.Connect());
                _lostAt = null;
                return _link;
            }
            catch (Exception failure) when (Failures.IsLoss(failure))
            {
                _lostAt ??= _time.GetTimestamp();
                if (_time.GetElapsedTime(_lostAt.Value) > Limits.StoreReconnects)
                    throw Unreachable(failure);
            }

            Task.Delay(Limits.StoreRedial, _time).Wait();
        }
    }

    private void Leave(Exception failure)
    {
        if (Failures.IsLoss(failure))
            Drop();
        else
            RollBack();
    }

    private void RollBack()
    {
        try
        {
            _link?.RollBack();
        }
        catch (Exception)
        {
            // Without its connection the transaction ends by itself.
            Drop();
        }
    }

    private void Drop()
    {
        _link?.Dispose();
        _link = null;
    }

    private static StoreUnreachableException Unreachable(Exception failure) =>
        failure as StoreUnreachableException ?? new StoreUnreachableException(failure);

    // A lost server and an ended lease are everybody's; what else fails, one of the group did.
    private static bool IsOfOne(Exception failure) =>
        failure is not (StoreUnknownException or StoreFencedException)
            && !Failures.IsLoss(failure) && !Failures.IsConflict(failure);
}
