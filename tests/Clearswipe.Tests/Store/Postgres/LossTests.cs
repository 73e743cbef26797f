using Clearswipe.Store;

namespace Clearswipe.Tests.Store.Postgres;

/// <summary>The line to the database breaks at every bad moment: what was acknowledged is there, once.</summary>
public sealed class LossTests : IDisposable
{
    private readonly PostgresShelf _shelf = new();
    private readonly CutLine _line = new(Cluster.OfTheRun.Socket);

    public void Dispose()
    {
        _line.Dispose();
        _shelf.Dispose();
    }

    [Theory]
    [InlineData(nameof(CutLine.Moment.BeforeTheCommit))]
    [InlineData(nameof(CutLine.Moment.BeforeItsAnswer))]
    public async Task A_commit_whose_answer_is_lost_is_asked_for_and_done_once(string moment)
    {
        await using var database = Open(TimeProvider.System);
        await Add(database);
        _line.CutAt = Enum.Parse<CutLine.Moment>(moment);

        Assert.Equal(2, await Add(database));
        Assert.Equal(3, await Add(database));
        Assert.Equal(1, _line.Cuts);
        Assert.Equal(3, Count(database));
    }

    [Theory]
    [InlineData(nameof(CutLine.Moment.BeforeTheCommit))]
    [InlineData(nameof(CutLine.Moment.BeforeItsAnswer))]
    public async Task A_commit_that_cannot_be_asked_for_is_unknown(string moment)
    {
        await using var database = Open(new HurriedTime());
        await Add(database);
        (_line.CutAt, _line.StaysCut) = (Enum.Parse<CutLine.Moment>(moment), true);

        await Assert.ThrowsAsync<StoreUnknownException>(() => Add(database));
        await Assert.ThrowsAsync<StoreUnreachableException>(() => Add(database));
        Assert.Throws<StoreUnreachableException>(() => Count(database));
        Assert.InRange(await Rows(), 1, 2);
    }

    [Fact]
    public async Task A_writer_that_came_back_goes_on()
    {
        await using var database = Open(new HurriedTime());
        await Add(database);
        (_line.CutAt, _line.StaysCut) = (CutLine.Moment.BeforeTheCommit, true);
        await Assert.ThrowsAsync<StoreUnknownException>(() => Add(database));
        _line.StaysCut = false;

        Assert.Equal(2, await Add(database));
    }

    [Fact]
    public async Task With_its_connections_killed_under_load_nothing_is_lost_and_nothing_doubled()
    {
        await using var database = _shelf.Open();
        using var over = new CancellationTokenSource();
        var killing = Task.Run(async () =>
        {
            for (var kills = 0; kills < 20; kills++)
            {
                await Task.Delay(10);
                Cluster.OfTheRun.Execute("postgres", $"""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where datname = '{new Npgsql.NpgsqlConnectionStringBuilder(_shelf.ConnectionString).Database}'
                    """);
            }

            over.Cancel();
        });

        var added = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            var mine = new List<int>();
            while (!over.IsCancellationRequested)
                try
                {
                    mine.Add(await Add(database));
                }
                catch (StoreUnreachableException)
                {
                    // Killed too often in a row: nothing was written, which the count below proves.
                }

            return mine;
        })));
        await killing;

        Assert.All(added, mine => Assert.NotEmpty(mine));
        Assert.Equal(Enumerable.Range(1, added.Sum(mine => mine.Count)), added.SelectMany(mine => mine).Order());
        Assert.Equal(added.Sum(mine => mine.Count), await Rows());
    }

    [Fact]
    public async Task A_server_that_dies_and_comes_back_is_waited_for()
    {
        using var cluster = Cluster.OfOneTest();
        await using var database = Database.OpenPostgres(
            cluster.NewDatabase(), typeof(LossTests).Assembly, "Store.Good", TimeProvider.System);
        await Add(database);
        cluster.Kill();
        var during = Add(database);
        cluster.Start();

        Assert.Equal(2, await during);
        Assert.Equal(2, Count(database));
    }

    [Fact]
    public void A_server_that_is_not_there_is_said_to_be_so()
    {
        var failure = Assert.Throws<StoreUnreachableException>(() => Database.OpenPostgres(
            "Host=/nowhere;Username=somebody;Password=secret", typeof(LossTests).Assembly, "Store.Good",
            TimeProvider.System));

        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_forgets_at_a_power_cut_is_refused()
    {
        using var cluster = Cluster.OfOneTest();
        var to = cluster.NewDatabase();
        cluster.Execute("postgres", "alter system set fsync = off");
        cluster.Kill();
        cluster.Start();

        var failure = Assert.Throws<StoreUnsafeException>(() =>
            Database.OpenPostgres(to, typeof(LossTests).Assembly, "Store.Good", TimeProvider.System));
        Assert.Contains("fsync off", failure.Message, StringComparison.Ordinal);
    }

    private Database Open(TimeProvider time) => Database.OpenPostgres(
        new Npgsql.NpgsqlConnectionStringBuilder(_shelf.ConnectionString)
        {
            Host = "127.0.0.1",
            Port = _line.Port,
            SslMode = Npgsql.SslMode.Disable,
            GssEncryptionMode = Npgsql.GssEncryptionMode.Disable,
        }.ConnectionString, typeof(LossTests).Assembly, "Store.Good", time);

    private async Task<int> Rows()
    {
        await using var database = _shelf.Open();
        return Count(database);
    }

    /// <summary>Adds the next note; its number.</summary>
    private static Task<int> Add(Database database) => database.Write(session =>
    {
        var next = session.First("select coalesce(max(id), 0) + 1 from note", row => row.GetInt32(0));
        session.Execute("insert into note (id, text) values (@id, 'one more')", ("@id", next));
        return next;
    });

    private static int Count(Database database) =>
        database.Read(session => session.First("select count(*) from note", row => row.GetInt32(0)));
}

/// <summary>A clock on which ten seconds are soon over.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private const int Faster = 50;

    public override long GetTimestamp() => System.GetTimestamp() * Faster;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan due, TimeSpan period) =>
        System.CreateTimer(callback, state, due / Faster, period);
}
