using System.Diagnostics;
using Npgsql;

namespace Clearswipe.Tests.Store.Postgres;

/// <summary>
/// A PostgreSQL cluster of the test run's own: made when the first test asks for it, reached by a socket in its folder
/// only, gone with the process. Each test takes a database of its own.
/// </summary>
internal sealed class Cluster : IDisposable
{
    private const string User = "clearswipe";
    private const long Roomy = 2L << 30;

    private static readonly Lazy<Cluster> Shared = new(StartShared);
    private static int _databases;

    private readonly string _folder;

    private Cluster(string folder)
    {
        _folder = folder;
        // PostgreSQL does not run as root.
        if (Environment.IsPrivilegedProcess)
            Run("chown", "nobody", _folder);
        Tool("initdb", "-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        Start();
    }

    /// <summary>The one that all tests share; who stops or kills it takes one of their own.</summary>
    public static Cluster OfTheRun => Shared.Value;

    public static Cluster OfOneTest() => new(InMemory());

    /// <summary>Where a sync is a sync: for measuring.</summary>
    public static Cluster OnDisk() => new(Directory.CreateTempSubdirectory("clearswipe-pg-").FullName);

    public string Socket => Path.Combine(_folder, ".s.PGSQL.5432");

    private string Data => Path.Combine(_folder, "data");

    /// <summary>The connection string of a new, empty database.</summary>
    public string NewDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        Execute("postgres", $"create database {name}");
        return To(name);
    }

    public void Execute(string database, string sql)
    {
        using var source = NpgsqlDataSource.Create(To(database));
        using var command = source.CreateCommand(sql);
        command.ExecuteNonQuery();
    }

    public void Start() => Tool(
        "pg_ctl", "start", "-s", "-w", "-D", Data, "-l", Path.Combine(_folder, "log"), "-o",
        $"-k {_folder} -c listen_addresses= -c deadlock_timeout=20ms -c max_connections=200 -c shared_buffers=64MB");

    /// <summary>As a power cut: no process of it ends its work.</summary>
    public void Kill() => Tool("pg_ctl", "stop", "-s", "-w", "-m", "immediate", "-D", Data);

    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private string To(string database) => $"Host={_folder};Username={User};Database={database};Pooling=true";

    private static Cluster StartShared()
    {
        var cluster = new Cluster(InMemory());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Dispose();
        return cluster;
    }

    // In memory where that is possible: the same code, and a sync costs nothing.
    private static string InMemory() =>
        Directory.Exists("/dev/shm") && new DriveInfo("/dev/shm").AvailableFreeSpace > Roomy
            ? Directory.CreateDirectory($"/dev/shm/clearswipe-pg-{Guid.NewGuid():N}").FullName
            : Directory.CreateTempSubdirectory("clearswipe-pg-").FullName;

    private static void Tool(string name, params string[] arguments)
    {
        var tool = Path.Combine(Tools(), name);
        if (Environment.IsPrivilegedProcess)
            Run("setpriv", ["--reuid=nobody", "--regid=nogroup", "--clear-groups", tool, .. arguments]);
        else
            Run(tool, arguments);
    }

    private static string Tools() =>
        Directory.Exists("/usr/lib/postgresql")
            && Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order().LastOrDefault() is { } tools
            ? tools
            : throw new InvalidOperationException("These tests need PostgreSQL: apt-get install postgresql");

    private static void Run(string program, params string[] arguments)
    {
        // What the server inherits must not hold the test's own input and output open.
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PGOPTIONS"] = "";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', arguments)}: {process.ExitCode}");
    }
}
