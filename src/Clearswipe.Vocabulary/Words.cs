namespace Clearswipe.Vocabulary;

/// <summary>The languages a person can be spoken to in.</summary>
public enum Language
{
    Chinese,
    English,
}

/// <summary>One text for a person, in both languages. It is written once, in a catalogue.</summary>
public sealed record Bilingual(string Zh, string En)
{
    public static readonly Bilingual Nothing = new("", "");

    public string In(Language language) => language switch
    {
        Language.Chinese => Zh,
        Language.English => En,
        _ => throw new InvariantException("a language is Chinese or English"),
    };

    /// <summary>The same text with a placeholder such as {amount} filled in, in both languages.</summary>
    public Bilingual With(string placeholder, string value) =>
        new(Zh.Replace($"{{{placeholder}}}", value), En.Replace($"{{{placeholder}}}", value));
}

/// <summary>A cause in the catalogue, such as "stripe-demagnetised".</summary>
public readonly record struct CauseId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A step in the catalogue, such as "insert-chip".</summary>
public readonly record struct StepId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A finding in the catalogue, such as "stripe-read"; its value is one of the words listed there.</summary>
public readonly record struct FindingId(string Value)
{
    public override string ToString() => Value;
}
