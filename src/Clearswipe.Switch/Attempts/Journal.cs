using Clearswipe.Store;
using Clearswipe.Switch.Originals;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>
/// Writes what becomes of attempts. Each change is one write that reads the row, takes the step that is allowed, and
/// is durable when its task completes; who asks twice finds the first answer.
/// </summary>
sealed class Journal
{
    // Numbers begin with the clock, so that a journal restored from an old copy does not hand out the same ones again,
    // and after the last one, so that a clock set back does no harm (invariant M11).
    private const int NumbersPerSecond = 100;

    private readonly Database _database;
    private readonly Surroundings _surroundings;
    private long _lastNumber;

    public Journal(Database database, Surroundings surroundings)
    {
        (_database, _surroundings) = (database, surroundings);
        FirstNumber = Math.Max(
            database.Read(AttemptTable.LastNumber) + 1, surroundings.Now.ToUnixTimeSeconds() * NumbersPerSecond);
        _lastNumber = FirstNumber - 1;
    }

    /// <summary>An attempt is to be reversed now; the issuer says whose reversals to look at.</summary>
    public event Action<IssuerId>? MustReverse;

    /// <summary>Attempts below it belong to an earlier run.</summary>
    public long FirstNumber { get; }

    public long NextNumber() => Interlocked.Increment(ref _lastNumber);

    /// <summary>
    /// Writes a new attempt, or finds the one that has its numbers already. What is to happen with the write itself
    /// happens before anybody else can find the row.
    /// </summary>
    public Task<(Attempt Attempt, bool IsNew)> Begin(Attempt attempt, Action<Attempt> begun) =>
        _database.Write(session =>
        {
            if (AttemptTable.Add(session, attempt))
            {
                begun(attempt);
                return (attempt, true);
            }

            return AttemptTable.Find(session, attempt.Id, attempt.Host) is { } first
                ? (first, false)
                : (Take(session, attempt), true);
        });

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

    /// <summary>At the start, everything that was sent and not answered is to be reversed.</summary>
    public async Task ReverseWhatWasOpen()
    {
        var open = _database.Read(session => AttemptTable.ForwardedBefore(session, FirstNumber));
        foreach (var attempt in open)
            await Happened(attempt.Number, new Happening.IssuerSilent());
    }

    public Attempt? Find(AttemptId id) => _database.Read(session => AttemptTable.Find(session, id, null));

    public Attempt? Find(long number) => _database.Read(session => AttemptTable.Find(session, number));

    public IReadOnlyList<Attempt> Newest(int atMost) =>
        _database.Read(session => AttemptTable.Newest(session, atMost));

    public IReadOnlyList<Attempt> Reversing() => _database.Read(AttemptTable.Reversing);

    public bool HasReversing(IssuerId issuer) =>
        _database.Read(session => AttemptTable.HasReversing(session, issuer));

    public int CountReversing(IssuerId issuer) =>
        _database.Read(session => AttemptTable.CountReversing(session, issuer));

    public IReadOnlyList<Attempt> DueReversals(IssuerId issuer, int atMost) =>
        _database.Read(session => AttemptTable.Due(session, issuer, _surroundings.Now, atMost));

    public T Read<T>(Func<Session, T> work) => _database.Read(work);

    private (Attempt Attempt, ResponseCode Code) Reverse(Session session, Attempt tombstone, ReversalNamed named)
    {
        if (AttemptTable.Add(session, tombstone))
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
        next = next with { Acknowledged = code };
        AttemptTable.Step(session, attempt, next);
        return (next, code);
    }

    // Its numbers are free, its original is not.
    private Attempt Take(Session session, Attempt attempt)
    {
        var refused = attempt.After(new Happening.OriginalTaken(), _surroundings.Now);
        Invariant.Holds(AttemptTable.Add(session, refused), "what was refused takes nobody's original");
        return refused;
    }

    private Attempt Step(Session session, Attempt attempt, Happening happening)
    {
        var next = attempt.After(happening, _surroundings.Now);
        if (next != attempt)
            AttemptTable.Step(session, attempt, next);
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
