using Clearswipe.Store;
using Clearswipe.Switch.Nodes;
using Clearswipe.Switch.Originals;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>
/// Writes what becomes of attempts. Each change is one write that reads the row, takes the step that is allowed, and
/// is durable when its task completes; who asks twice finds the first answer.
/// </summary>
sealed class Journal
{
    private readonly Database _database;
    private readonly Surroundings _surroundings;
    private readonly Numbers _numbers;
    private readonly long _node;
    private readonly Elapsing _handedOut;

    public Journal(Database database, Surroundings surroundings, Numbers numbers, long node)
    {
        (_database, _surroundings, _numbers, _node) = (database, surroundings, numbers, node);
        _handedOut = new Elapsing(surroundings.Time, 2 * Limits.SwitchAwaitsIssuer);
    }

    /// <summary>An attempt is to be reversed now; the issuer says whose reversals to look at.</summary>
    public event Action<IssuerId>? MustReverse;

    /// <summary>The version of our node: what it forwards, reverses and advises is its own.</summary>
    public long Node => _node;

    public long NextNumber() => _numbers.Next();

    /// <summary>
    /// Writes a new attempt, or finds the one that has its numbers already. What is to happen with the write itself
    /// happens before anybody else can find the row.
    /// </summary>
    public async Task<(Attempt Attempt, bool IsNew)> Begin(Attempt attempt, Action<Attempt> begun)
    {
        attempt = attempt with { Node = _node };
        var isNew = await _database.Write(AttemptTable.Adding(attempt), changed =>
        {
            if (changed == 1)
                begun(attempt);
            return changed == 1;
        });
        return isNew ? (attempt, true)
            : Read(session => AttemptTable.Find(session, attempt.Id, attempt.Host)) is { } first ? (first, false)
            : await _database.Write(session => Take(session, attempt));
    }

    /// <summary>
    /// What became of an attempt that we forwarded: one statement, as long as nobody else took a step meanwhile.
    /// </summary>
    public async Task<Attempt> Ended(Attempt forwarded, Happening happening)
    {
        var next = forwarded.After(happening, _surroundings.Now) with { Node = _node };
        if (!await _database.Write(AttemptTable.Stepping(forwarded, next), changed => changed == 1))
            return await Happened(forwarded.Number, happening);
        Announce(next);
        return next;
    }

    public async Task<Attempt> Happened(long number, Happening happening)
    {
        var attempt = await _database.Write(session =>
            Step(session, Found(AttemptTable.Find(session, number)), happening));
        if (happening is not Happening.ReversalUnanswered)
            Announce(attempt);
        return attempt;
    }

    /// <summary>
    /// The terminal's reversal: durable first, then acknowledged, and acknowledged alike when it is repeated
    /// (invariant M6). One without an original leaves a tombstone that refuses the original when it comes (M5).
    /// </summary>
    public async Task<ResponseCode> Reverse(Attempt tombstone, ReversalNamed named)
    {
        var (attempt, code) = await _database.Write(session => Reverse(session, tombstone, named));
        Announce(attempt);
        return code;
    }

    /// <summary>What another run sent, and nobody waits for any more, is to be reversed.</summary>
    public async Task ReverseForwarded(IEnumerable<long> numbers)
    {
        foreach (var number in numbers)
            await Happened(number, new Happening.IssuerSilent());
    }

    /// <summary>
    /// What this run sent so long ago that its end can only have been lost, in a write that failed, is to be reversed.
    /// </summary>
    public Task ReverseWhatWasLost() =>
        _handedOut.Past(_numbers.Last) is { } number
            ? ReverseForwarded(_database.Read(session => AttemptTable.ForwardedUpTo(session, number, _node)))
            : Task.CompletedTask;

    public Attempt? Find(AttemptId id) => _database.Read(session => AttemptTable.Find(session, id, null));

    public Attempt? Find(long number) => _database.Read(session => AttemptTable.Find(session, number));

    public IReadOnlyList<Attempt> Newest(int atMost) =>
        _database.Read(session => AttemptTable.Newest(session, atMost));

    public IReadOnlyList<Attempt> Reversing() => _database.Read(AttemptTable.Reversing);

    public bool HasReversing(IssuerId issuer) =>
        _database.Read(session => AttemptTable.HasReversing(session, issuer, _node));

    public int CountReversing(IssuerId issuer) =>
        _database.Read(session => AttemptTable.CountReversing(session, issuer));

    public IReadOnlyList<Attempt> DueReversals(IssuerId issuer, int atMost) =>
        _database.Read(session => AttemptTable.Due(session, issuer, _node, _surroundings.Now, atMost));

    public T Read<T>(Func<Session, T> work) => _database.Read(work);

    private (Attempt Attempt, ResponseCode Code) Reverse(Session session, Attempt tombstone, ReversalNamed named)
    {
        if (AttemptTable.Add(session, tombstone with { Node = _node }))
            return (tombstone, ResponseCode.OriginalNotFound);

        var attempt = Found(AttemptTable.Find(session, tombstone.Id, tombstone.Host));
        // What was refused took no money, so there is nothing to contradict; and a sale that came damaged is written
        // with the damage in it, which a true reversal cannot match.
        if (attempt.State != AttemptState.Refused && !attempt.IsMeantBy(named.Amount, named.Date, named.CardToken))
            return (attempt, ResponseCode.AmountMismatch);
        if (attempt.Acknowledged is { } acknowledged && attempt.Service.IsReversible())
            return (attempt, acknowledged);
        if (OriginalTable.Dependant(session, attempt.Number) is { } dependant)
            // What was voided or completed since is undone by its own reversal, not over its head.
            return (attempt, dependant.State == AttemptState.Approved
                ? ResponseCode.InvalidTransaction
                : ResponseCode.StillDeciding);
        if (!attempt.Service.IsReversible())
            return (attempt, ResponseCode.InvalidTransaction);

        var code = attempt.Acknowledgement();
        var next = attempt.After(new Happening.TerminalReverses(named.Reason), _surroundings.Now);
        next = next with { Acknowledged = code, Node = _node };
        AttemptTable.Step(session, attempt, next);
        return (next, code);
    }

    // Its numbers are free, its original is not; unless a copy was faster.
    private (Attempt Attempt, bool IsNew) Take(Session session, Attempt attempt)
    {
        var refused = attempt.After(new Happening.OriginalTaken(), _surroundings.Now);
        return AttemptTable.Add(session, refused)
            ? (refused, true)
            : (Found(AttemptTable.Find(session, attempt.Id, attempt.Host)), false);
    }

    private Attempt Step(Session session, Attempt attempt, Happening happening)
    {
        var next = attempt.After(happening, _surroundings.Now);
        if (next != attempt)
            AttemptTable.Step(session, attempt, next with { Node = _node });
        return next;
    }

    private void Announce(Attempt attempt)
    {
        if (attempt.State == AttemptState.Reversing && attempt.Issuer is { } issuer)
            MustReverse?.Invoke(issuer);
    }

    private static Attempt Found(Attempt? attempt)
    {
        Invariant.Holds(attempt is not null, "an attempt that was written stays in the journal");
        return attempt;
    }
}

/// <summary>What a terminal's reversal says of its original; null where it says nothing.</summary>
sealed record ReversalNamed(Money? Amount, string? Date, string? CardToken, ResponseCode Reason);
