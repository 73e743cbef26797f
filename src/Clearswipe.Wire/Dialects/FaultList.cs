namespace Clearswipe.Wire.Dialects;

/// <summary>All that is wrong with one file, in the order of its lines; after the first hundred it is enough.</summary>
internal sealed class FaultList
{
    private const int Most = 100;
    private const int LongestWord = 40;

    private readonly List<DialectFault> _faults = [];
    private bool _isFull;

    public bool IsEmpty => _faults.Count == 0;

    public void Add(Written at, string message) => Add(at.Line, at.Column, message);

    public void Add(int line, int column, string message)
    {
        if (_faults.Count < Most)
            _faults.Add(new DialectFault(line, column, Printable(message)));
        else
            _isFull = true;
    }

    public IReadOnlyList<DialectFault> InOrder()
    {
        List<DialectFault> sorted = [.. _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)];
        if (_isFull)
            sorted.Add(sorted[^1] with { Message = "there is more; mend these first" });
        return sorted;
    }

    /// <summary>A word of the file as a fault quotes it: short, and in quotes.</summary>
    public static string Quoted(string word) =>
        $"\"{(word.Length <= LongestWord ? word : word[..LongestWord] + "…")}\"";

    /// <summary>Text that does nothing to the screen that shows it.</summary>
    private static string Printable(string text) =>
        string.Concat(text.Select(letter => Sheet.IsUnseen(letter) ? '·' : letter));
}
