using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;

namespace Clearswipe.Remedy.Evidence;

/// <summary>What is known before anything was seen, as shifts of the causes' odds.</summary>
static class Circumstances
{
    // Banks' windows and the day change of the payment system, on the shop's own clock.
    private const int NightEnds = 6;
    private const int CutOverBegins = 22;

    public static IEnumerable<Leaning> Of(Situation situation, Book book) =>
        book.Circumstances.SelectMany(circumstance => circumstance.Under(ValueOf(circumstance, situation)))
            .Concat(situation.Leanings.Select(leaning => new Leaning(leaning.Key, leaning.Value)));

    private static string ValueOf(Circumstance circumstance, Situation situation) =>
        situation.Circumstances.TryGetValue(circumstance.Name, out var told) ? told
            : circumstance.Name == "hour" ? HourOf(situation.Now)
            : "";

    private static string HourOf(DateTimeOffset now) => now.Hour switch
    {
        < NightEnds => "night",
        >= CutOverBegins => "cut-over",
        _ => "day",
    };
}
