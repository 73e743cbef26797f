using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Explanations;

/// <summary>One thing that a terminal showed, in plain words: what it is, what it means, and what to do.</summary>
sealed record Explanation(string Subject, Bilingual Kind, Bilingual Means)
{
    /// <summary>Which line of a file it stood in.</summary>
    public int? Line { get; init; }

    /// <summary>The kind of cause, such as "refused, try another card".</summary>
    public Bilingual Class { get; init; } = Bilingual.Nothing;

    public Bilingual Acts { get; init; } = Bilingual.Nothing;

    public Bilingual Next { get; init; } = Bilingual.Nothing;

    /// <summary>What it is made of: the bits of a result, or the same code in other tables.</summary>
    public IReadOnlyList<(Bilingual Name, Bilingual Means)> Parts { get; init; } = [];

    /// <summary>A message laid out field by field, masked.</summary>
    public Bilingual? Picture { get; init; }

    /// <summary>Something is wrong with the bytes themselves.</summary>
    public bool IsFault { get; init; }
}
