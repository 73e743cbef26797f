namespace Clearswipe.Lab.Shops;

/// <summary>A law of the house that was broken, and by what; it never quotes a secret.</summary>
public sealed record Violation(string Law, string What)
{
    public override string ToString() => $"{Law}: {What}";
}

/// <summary>What an audit looked at, and every violation that it found.</summary>
public sealed record AuditReport(int Sales, int Charges, long BytesScanned, IReadOnlyList<Violation> Violations)
{
    public bool IsClean => Violations.Count == 0;

    public override string ToString() => IsClean
        ? $"{Sales} sales, {Charges} charges, {BytesScanned} bytes on disk: nothing is wrong"
        : string.Join('\n', Violations);
}
