using Clearswipe.Lab.Disk;
using Clearswipe.Store;
using Microsoft.Data.Sqlite;

namespace Clearswipe.Tests.Lab.Disk;

/// <summary>Somewhere notes are kept.</summary>
interface INotebook
{
    /// <summary>Writes a note and takes an old one out, as one; whether that was acknowledged.</summary>
    Task<bool> Write(int note, string text, int old);

    IReadOnlyList<int> Notes();

    /// <summary>Its process dies with the power.</summary>
    void LosePower();
}

/// <summary>The real store, as till, switch and issuers open it.</summary>
sealed class StoreNotebook(SimDisk disk) : INotebook
{
    private readonly Database _database =
        Database.Open(disk.FileOf("notes.db"), typeof(StoreNotebook).Assembly, "Store.Good");

    public async Task<bool> Write(int note, string text, int old)
    {
        try
        {
            await _database.Write(session =>
            {
                session.Execute("insert into note (id, text) values (@id, @text)", ("@id", note), ("@text", text));
                session.Execute("delete from note where id = @id", ("@id", old));
            });
            return true;
        }
        catch (StoreBrokenException)
        {
            return false;
        }
    }

    public IReadOnlyList<int> Notes() =>
        _database.Read(session => session.Query("select id from note", row => row.GetInt32(0)));

    public void LosePower() => _database.LosePower();
}

/// <summary>SQLite as somebody else might set it up: with less care than the store.</summary>
sealed class PlainNotebook : INotebook
{
    private readonly SqliteConnection _connection;

    public PlainNotebook(SimDisk disk, string synchronous)
    {
        _connection = new SqliteConnection($"Data Source={disk.FileOf("notes.db")};Pooling=False");
        try
        {
            _connection.Open();
            Run($"pragma journal_mode = wal; pragma synchronous = {synchronous};");
            Run("create table if not exists note (id bigint primary key, text varchar(300) not null)");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public Task<bool> Write(int note, string text, int old)
    {
        try
        {
            Run($"begin; insert into note values ({note}, '{text}'); delete from note where id = {old}; commit");
            return Task.FromResult(true);
        }
        catch (SqliteException)
        {
            return Task.FromResult(false);
        }
    }

    public IReadOnlyList<int> Notes()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "select id from note";
        using var rows = command.ExecuteReader();
        var notes = new List<int>();
        while (rows.Read())
            notes.Add(rows.GetInt32(0));
        return notes;
    }

    public void LosePower()
    {
        SQLitePCL.raw.sqlite3_db_config(
            _connection.Handle, SQLitePCL.raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        _connection.Dispose();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
