using System.Data.Common;

namespace Clearswipe.Store.Postgres;

/// <summary>A row as PostgreSQL's driver reads it.</summary>
sealed class PostgresRow(DbDataReader reader) : Row
{
    public override bool IsDBNull(int column) => reader.IsDBNull(column);

    public override long GetInt64(int column) => reader.GetInt64(column);

    public override int GetInt32(int column) => reader.GetInt32(column);

    public override string GetString(int column) => reader.GetString(column);

    public override byte[] GetBytes(int column) => reader.GetFieldValue<byte[]>(column);

    public override void Dispose() => reader.Dispose();

    internal override bool Next() => reader.Read();
}
