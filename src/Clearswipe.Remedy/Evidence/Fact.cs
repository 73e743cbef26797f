using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Evidence;

/// <summary>A finding that was seen to have a value, with the observation that says so.</summary>
sealed record Fact(FindingId Finding, string Value, Observation Because)
{
    public static Fact Of(string finding, string value, Observation because) => new(new(finding), value, because);
}
