using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Readers;

/// <summary>
/// How cards fared lately at this till, in memory: what tells a bad card from a dirty head, and a wrong PIN from a bad
/// pad. One card counts once, with its latest.
/// </summary>
sealed class Recall(Surroundings surroundings)
{
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(30);
    private const int Kept = 50;

    private readonly List<Reading> _readings = [];
    private readonly List<Answer> _answers = [];

    private sealed record Reading(DateTimeOffset At, ReadMethod Method, SaleKey Sale, bool IsGood);

    private sealed record Answer(DateTimeOffset At, string Card, ResponseCode? Code);

    /// <summary>A card that was not read has no name: its sale stands for it.</summary>
    private readonly record struct SaleKey(string Value);

    public void Read(string sale, ReadMethod method, bool isGood)
    {
        _readings.Add(new Reading(surroundings.Now, method, new SaleKey(sale), isGood));
        Bound(_readings);
    }

    /// <summary>A verified answer, or none.</summary>
    public void Answered(string card, ResponseCode? code)
    {
        _answers.Add(new Answer(surroundings.Now, card, code));
        Bound(_answers);
    }

    /// <summary>A new day, and perhaps a cleaned head: yesterday's cards say nothing about it.</summary>
    public void Forget()
    {
        _readings.Clear();
        _answers.Clear();
    }

    public Observation.OtherCardsAtReader OthersAt(string reader, ReadMethod method, string sale)
    {
        var others = _readings
            .Where(reading => IsRecent(reading.At) && reading.Method == method && reading.Sale.Value != sale)
            .GroupBy(reading => reading.Sale.Value)
            .Select(readings => readings.Last().IsGood)
            .ToList();
        return new(surroundings.Now, reader, method, others.Count(good => good), others.Count(good => !good));
    }

    public Observation.OtherCardsAnswered OthersAnswered(string? card)
    {
        var codes = _answers
            .Where(answer => IsRecent(answer.At) && answer.Card != card)
            .GroupBy(answer => answer.Card)
            .Select(answers => answers.Last().Code)
            .ToList();
        return new(
            surroundings.Now,
            codes.Count(code => code is { IsApproval: true }),
            codes.Count(code => code == ResponseCode.WrongPin),
            codes.Count(code => code is null),
            codes.Count(code => code == ResponseCode.FormatError));
    }

    private bool IsRecent(DateTimeOffset at) => surroundings.Now - at <= Lately;

    private static void Bound<T>(List<T> list)
    {
        if (list.Count > Kept)
            list.RemoveAt(0);
    }
}
