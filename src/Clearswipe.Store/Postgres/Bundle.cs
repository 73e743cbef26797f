using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;

namespace Clearswipe.Store.Postgres;

/// <summary>
/// Statements that differ in their values alone, as one statement over arrays of these: the server plans, starts and
/// answers it once, whatever the number of rows.
/// </summary>
sealed partial class Bundle
{
    private const int MostMilliseconds = 1_000;

    private readonly string _sql;
    private readonly NpgsqlDbType[] _types;

    private Bundle(string sql, NpgsqlDbType[] types) => (_sql, _types) = (sql, types);

    /// <summary>Null when the statement has another shape than an insert of values or an update by key.</summary>
    public static Bundle? Of(string sql, (string Name, object? Value)[] parameters, NpgsqlConnection connection)
    {
        var (insert, update) = (Insert().Match(sql), Update().Match(sql));
        if (!insert.Success && !update.Success || TypesOf(sql, parameters, connection) is not { } types)
            return null;
        var rows = Rows(types);
        var bundled = insert.Success
            ? $"{insert.Groups["into"]} select {insert.Groups["row"]} from {rows} {insert.Groups["rest"]}"
            : $"{update.Groups["set"]} from {rows} where {update.Groups["key"]}";
        return new Bundle(Translation.Named(bundled, parameters, index => $"v.p{index}"), types);
    }

    public NpgsqlBatchCommand Command(IReadOnlyList<(string Name, object? Value)[]> rows)
    {
        var command = new NpgsqlBatchCommand(_sql);
        for (var index = 0; index < _types.Length; index++)
            command.Parameters.Add(Column(_types[index], rows, index));

        return command;
    }

    private static NpgsqlParameter Column(
        NpgsqlDbType type, IReadOnlyList<(string Name, object? Value)[]> rows, int index) => type switch
        {
            NpgsqlDbType.Bigint => Column(type, rows, index, value => (long?)Convert.ToInt64(value, null)),
            NpgsqlDbType.Bytea => Column(
                type, rows, index, value => value is ReadOnlyMemory<byte> bytes ? bytes.ToArray() : (byte[])value),
            _ => Column(type, rows, index, value => (string)value),
        };

    private static NpgsqlParameter<T?[]> Column<T>(
        NpgsqlDbType type, IReadOnlyList<(string Name, object? Value)[]> rows, int index, Func<object, T> read)
    {
        var column = new T?[rows.Count];
        for (var row = 0; row < column.Length; row++)
            column[row] = rows[row][index].Value is { } value ? read(value) : default;

        return new NpgsqlParameter<T?[]> { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    // The server knows of which type a parameter is: that of its column.
    private static NpgsqlDbType[]? TypesOf(
        string sql, (string Name, object? Value)[] parameters, NpgsqlConnection connection)
    {
        using var asked = new NpgsqlCommand(sql, connection);
        NpgsqlCommandBuilder.DeriveParameters(asked);
        var types = new NpgsqlDbType[parameters.Length];
        for (var index = 0; index < types.Length; index++)
        {
            if (!asked.Parameters.TryGetValue(parameters[index].Name[1..], out var parameter))
                return null;
            types[index] = parameter.NpgsqlDbType is NpgsqlDbType.Varchar ? NpgsqlDbType.Text : parameter.NpgsqlDbType;
        }

        return Array.TrueForAll(types, IsKnown) ? types : null;
    }

    private static bool IsKnown(NpgsqlDbType type) =>
        type is NpgsqlDbType.Bigint or NpgsqlDbType.Text or NpgsqlDbType.Bytea;

    private static string Rows(NpgsqlDbType[] types)
    {
        var arrays = types.Select((type, index) => $"${index + 1}::{type.ToString().ToLowerInvariant()}[]");
        var names = types.Select((_, index) => $"p{index + 1}");
        return $"unnest({string.Join(", ", arrays)}) as v({string.Join(", ", names)})";
    }

    [GeneratedRegex(
        @"^\s*(?<into>insert into .+?)\bvalues\s*\((?<row>[^()]*)\)\s*"
        + @"(?<rest>on conflict(?: \([^()]*\))? do nothing)?;?\s*$",
        RegexOptions.Singleline, MostMilliseconds)]
    private static partial Regex Insert();

    [GeneratedRegex(
        @"^\s*(?<set>update \w+ set [^()]*?)\bwhere\b(?<key>[^()]*)$", RegexOptions.Singleline, MostMilliseconds)]
    private static partial Regex Update();
}
