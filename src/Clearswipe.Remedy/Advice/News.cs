using Clearswipe.Remedy.Evidence;

namespace Clearswipe.Remedy.Advice;

/// <summary>Whether what we know has changed: the same finding with the same value once more is no news.</summary>
static class News
{
    public static bool Since(DateTimeOffset moment, Case @case)
    {
        var before = @case.Situation with { Seen = [.. @case.Situation.Seen.Where(seen => seen.At <= moment)] };
        var known = Reduction.Of(before, @case.Book).ToDictionary(fact => fact.Finding, fact => fact.Value);
        return @case.Facts.Any(fact => known.GetValueOrDefault(fact.Finding) != fact.Value);
    }
}
