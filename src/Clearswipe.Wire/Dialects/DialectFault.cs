namespace Clearswipe.Wire.Dialects;

/// <summary>
/// What is wrong with a dialect's file: the line and the column, counted from 1, and what it is and what to do, for a
/// person.
/// </summary>
public sealed record DialectFault(int Line, int Column, string Message)
{
    public override string ToString() => $"line {Line}, column {Column}: {Message}";
}
