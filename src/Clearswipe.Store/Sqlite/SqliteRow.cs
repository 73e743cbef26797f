using System.Text;
using SQLitePCL;

namespace Clearswipe.Store.Sqlite;

/// <summary>The row at which a prepared statement stands, read by SQLite's own calls.</summary>
sealed class SqliteRow(Prepared query) : Row
{
    public override bool IsDBNull(int column) =>
        raw.sqlite3_column_type(query.Handle, column) == raw.SQLITE_NULL;

    public override long GetInt64(int column)
    {
        Expect(column, raw.SQLITE_INTEGER);
        return raw.sqlite3_column_int64(query.Handle, column);
    }

    public override int GetInt32(int column) => checked((int)GetInt64(column));

    public override string GetString(int column)
    {
        Expect(column, raw.SQLITE_TEXT);
        return Encoding.UTF8.GetString(raw.sqlite3_column_blob(query.Handle, column));
    }

    public override byte[] GetBytes(int column)
    {
        Expect(column, raw.SQLITE_BLOB);
        return raw.sqlite3_column_blob(query.Handle, column).ToArray();
    }

    public override void Dispose() => query.Reset();

    internal override bool Next() => query.Step();

    private void Expect(int column, int type)
    {
        if (raw.sqlite3_column_type(query.Handle, column) is var found && found != type)
            throw new InvalidCastException($"column {column} holds type {found} of SQLite, not {type}");
    }
}
