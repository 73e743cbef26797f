using Microsoft.Data.Sqlite;

namespace Clearswipe.Store.Sqlite;

/// <summary>A whole copy of a file at one moment, taken while it is written to.</summary>
static class SqliteCopy
{
    /// <summary>The copy is checked and on the medium when this returns. No file is overwritten.</summary>
    public static void Make(string file, string copy)
    {
        var made = new SqliteFile(copy);
        made.Create();
        using (var connection = new SqliteFile(file).Connect())
        using (var statements = new Statements(connection))
            statements.Execute("vacuum into @copy", [("@copy", copy)]);
        using (var connection = made.Connect())
            Check(connection, copy);
        using var stream = new FileStream(copy, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    private static void Check(SqliteConnection connection, string copy)
    {
        using var statements = new Statements(connection);
        var said = new Session(statements).First("pragma integrity_check", row => row.GetString(0));
        if (said != "ok")
            throw new IOException($"The copy {copy} is damaged: {said}");
    }
}
