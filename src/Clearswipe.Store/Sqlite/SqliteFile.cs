using Microsoft.Data.Sqlite;

namespace Clearswipe.Store.Sqlite;

/// <summary>
/// A SQLite file and the only way in which it is ever opened. It is a path, or a URI that names the disk it lies on
/// (file:/1/till.db?vfs=…), such as one of the simulated world.
/// </summary>
sealed class SqliteFile(string file)
{
    // FULL: a commit returns after the log is on the medium. NORMAL lost a third of the acknowledged commits in
    // simulated power cuts. Deleted card tokens are overwritten, not left lying in free pages.
    // EXTRA before that: the change to WAL is the one time that a rollback journal is used, and one whose deletion
    // a power cut undoes would roll the whole file back to nothing.
    private const string Pragmas = """
        pragma synchronous = extra;
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma foreign_keys = on;
        pragma secure_delete = on;
        pragma trusted_schema = off;
        pragma busy_timeout = 5000;
        """;

    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = IsUri(file) ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        Pooling = false,        // a pooled handle would outlive a simulated power cut
        DefaultTimeout = 5,     // seconds that a lock held by another process (a backup) is waited for
    }.ToString();

    /// <summary>
    /// Makes the file when there is none, for its owner's eyes alone; the log and its index take the same rights.
    /// </summary>
    public void Create()
    {
        // Opening a file that is there would drop the locks which this process already holds on it.
        if (IsUri(file) || new FileInfo(file).Exists)
            return;

        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        new FileStream(file, creation).Dispose();
    }

    public SqliteConnection Connect(string alsoRun = "")
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            Run(connection, Pragmas + alsoRun);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static bool IsUri(string file) => file.StartsWith("file:", StringComparison.Ordinal);

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
