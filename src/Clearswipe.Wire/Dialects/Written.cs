namespace Clearswipe.Wire.Dialects;

/// <summary>Something that stands in a YAML text, with its place, counted from 1.</summary>
internal abstract record Written(int Line, int Column)
{
    /// <summary>
    /// One value. Everything is text here: no YAML type is guessed, so that 048 and no stay what they are.
    /// </summary>
    public sealed record Word(int Line, int Column, string Value) : Written(Line, Column);

    public sealed record List(int Line, int Column, IReadOnlyList<Written> Items) : Written(Line, Column);

    /// <summary>Keys and values in the order of the file; a key may still stand twice.</summary>
    public sealed record Table(int Line, int Column, IReadOnlyList<(Word Key, Written Value)> Rows)
        : Written(Line, Column);
}
