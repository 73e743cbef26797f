using Clearswipe.Store;
using Clearswipe.Switch;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Nodes;
using Clearswipe.Switch.Settlements;
using Clearswipe.Tests.Store.Postgres;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Switch;

/// <summary>Old attempts go when they ended; old copies come back without giving a number twice.</summary>
public sealed class RetentionTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-retention-").FullName;

    private static readonly SettlementTotals Nothing = new(Money.Fen(0), 0, Money.Fen(0), 0);

    private string Tables => Path.Combine(_folder, "switch.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_ended_long_ago_is_removed_and_what_is_open_stays(bool onServer)
    {
        await using var database = onServer
            ? SwitchNode.OpenPostgres(Cluster.OfTheRun.NewDatabase(), TimeProvider.System)
            : SwitchNode.OpenDatabase(Tables);
        var number = 0;
        foreach (var state in Enum.GetValues<AttemptState>())
            for (var i = 0; i < 250; i++)
                Add(database, ++number, state, daysAgo: 40);
        Add(database, ++number, AttemptState.Approved, daysAgo: 29);
        await database.Write(_ => { });

        Assert.Equal(750, await Retention.Purge(database, 30, Now));
        Assert.Equal(0, await Retention.Purge(database, 30, Now));
        var left = database.Read(session => AttemptTable.Newest(session, 1_000));
        Assert.Equal(751, left.Count);
        Assert.Equal(number, left[0].Number);
        Assert.All(
            left.Skip(1), attempt => Assert.True(
                attempt.State is AttemptState.Forwarded or AttemptState.Reversing or AttemptState.Advising));
    }

    [Fact]
    public async Task An_approval_stays_until_its_day_was_settled()
    {
        await using var database = SwitchNode.OpenDatabase(Tables);
        Add(database, 1, AttemptState.Approved, daysAgo: 40, "20260121");
        Add(database, 2, AttemptState.Refused, daysAgo: 40, "20260121");

        Assert.Equal(1, await Retention.Purge(database, 30, Now));
        await database.Write(session => DayTable.Settle(
            session, new SettledDay(new("harbour"), "20260121", new(Nothing, Nothing, IsBalanced: true)), Now));
        Assert.Equal(1, await Retention.Purge(database, 30, Now));
    }

    [Fact]
    public async Task Nothing_is_purged_that_may_still_be_asked_about()
    {
        await using var database = SwitchNode.OpenDatabase(Tables);

        await Assert.ThrowsAsync<InvariantException>(() => Retention.Purge(database, 29, Now));
    }

    [Fact]
    public async Task After_an_old_copy_is_restored_no_number_is_given_again()
    {
        var copy = Path.Combine(_folder, "copy.db");
        long last;
        await using (var database = SwitchNode.OpenDatabase(Tables))
        {
            Add(database, await Take(database, Now), AttemptState.Approved, daysAgo: 0);
            await database.Write(_ => { });
            Database.Copy(Tables, copy);
            // A busy hour: far more numbers than its seconds have at the clock's pace.
            last = await Take(database, Now);
            for (var block = 0; block < 500; block++)
                last = await Take(database, Now) + Limits.NumbersAtOnce - 1;
        }

        File.Delete(Tables);
        Database.Copy(copy, Tables);
        await using var restored = SwitchNode.OpenDatabase(Tables);
        var next = await Retention.SkipNumbers(restored, Now.AddHours(1));
        Assert.InRange(next, last + 1, 999_999_999_999);
        Assert.Equal(next, await Take(restored, Now.AddHours(1)));
    }

    private static Task<long> Take(Database database, DateTimeOffset now) =>
        database.Write(session => NumberTable.Take(session, Limits.NumbersAtOnce, now));

    private static void Add(Database database, long number, AttemptState state, int daysAgo, string day = "") =>
        _ = database.Write(AttemptTable.Adding(new Attempt
        {
            Number = number,
            Id = new(new("10000001"), new(1), new((int)(number % 999_999) + 1)),
            Merchant = new("123456789012345"),
            At = Now.AddDays(-daysAgo),
            Card = new("token", "999901******0016", null),
            Amount = Money.Fen(100),
            LocalTime = "090000",
            LocalDate = "0302",
            Issuer = new("harbour"),
            Day = day,
            State = state,
        }), changed => changed);
}
