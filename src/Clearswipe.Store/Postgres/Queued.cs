using Clearswipe.Vocabulary;

namespace Clearswipe.Store.Postgres;

/// <summary>A statement that returns no rows and was not sent yet.</summary>
sealed record Queued(string Sql, (string Name, object? Value)[] Parameters, Action<int>? Then)
{
    /// <summary>It changes one row or none, and may travel with others like it as one.</summary>
    public bool IsOfOneRow { get; init; }

    /// <summary>What it writes whole; null when it is no such statement.</summary>
    public string? Row { get; init; }

    public static Queued Expecting(Statement statement, string fact, string? row) =>
        new(statement.Sql, statement.Parameters, changed => Invariant.Holds(changed == 1, fact))
        {
            IsOfOneRow = true,
            Row = row,
        };
}
