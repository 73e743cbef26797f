using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Counter.Links;

/// <summary>The ways to the switch, the one in use, and how each fared last.</summary>
sealed class Lines
{
    private readonly IReadOnlyList<ILine> _lines;
    private readonly LineView[] _fared;
    private int _current;

    public Lines(IReadOnlyList<ILine> lines)
    {
        Invariant.Holds(lines.Count > 0, "a till has a line");
        _lines = lines;
        _fared = [.. lines.Select(line => new LineView(line.Name, false, Hop.None, null))];
    }

    /// <summary>Whether there is another line that was not found broken.</summary>
    public bool CanChange => _fared.Where((line, index) => index != _current && line.BrokenHop == Hop.None).Any();

    public ILine Current => _lines[_current];

    /// <summary>Each line once, the one in use first.</summary>
    public IEnumerable<ILine> FromCurrent => _lines.Skip(_current).Concat(_lines.Take(_current)).ToList();

    /// <summary>Each line once, the preferred first.</summary>
    public IReadOnlyList<ILine> Preferred => _lines;

    public IReadOnlyList<LineView> View =>
        [.. _fared.Select((line, index) => line with { IsInUse = index == _current })];

    /// <summary>The next line that was not found broken is in use from now on.</summary>
    public void Change()
    {
        var next = Enumerable.Range(1, _lines.Count).Select(step => (_current + step) % _lines.Count);
        _current = next.FirstOrDefault(index => _fared[index].BrokenHop == Hop.None, _current);
    }

    public void Use(ILine line) => _current = IndexOf(line);

    public void Fared(ILine line, Hop brokenHop, TimeSpan? roundTrip)
    {
        var index = IndexOf(line);
        _fared[index] = _fared[index] with { BrokenHop = brokenHop, RoundTrip = roundTrip ?? _fared[index].RoundTrip };
    }

    private int IndexOf(ILine line)
    {
        for (var index = 0; index < _lines.Count; index++)
            if (ReferenceEquals(_lines[index], line))
                return index;
        throw new InvariantException("a till uses its own lines");
    }
}
