using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Checks;

/// <summary>How something that was tested fares.</summary>
enum Health
{
    Good,
    /// <summary>It works, and somebody should know something about it.</summary>
    Watch,
    Bad,
}

/// <summary>What was tested, how it fares, and the mending step when it is not well.</summary>
sealed record Check(string Name, Health Health, Bilingual Found)
{
    public Bilingual Mend { get; init; } = Bilingual.Nothing;

    public static Check Good(string name, Bilingual found) => new(name, Health.Good, found);

    public static Check Bad(string name, Bilingual found, Bilingual mend) =>
        new(name, Health.Bad, found) { Mend = mend };

    public static Check Watch(string name, Bilingual found, Bilingual mend) =>
        new(name, Health.Watch, found) { Mend = mend };
}
