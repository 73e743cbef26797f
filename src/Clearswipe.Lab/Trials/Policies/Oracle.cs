using Clearswipe.Lab.Trials.Scenes;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Policies;

/// <summary>
/// Knows what is truly wrong, and takes the step that pays soonest in expectation. It rehearses each step in the scene
/// as it truly is, with other luck: so it knows the cause, and neither the dice nor what is in the customer's pockets.
/// </summary>
sealed class Oracle : IPolicy
{
    private const int Rehearsals = 12;
    private const double Hopeless = 600;

    private static readonly double[] Waits = [120, 600, 1800];

    public IEnumerable<Deed> Next(Scene scene) =>
        Open(scene).Select(deed => (Deed: deed, Price: Price(scene, deed)))
            .Where(known => known.Price < Hopeless)
            .OrderBy(known => known.Price)
            .Select(known => known.Deed);

    private static IEnumerable<Deed> Open(Scene scene) =>
        from kind in Ways.Possible(scene)
        where kind is not (StepKind.AskQuestion or StepKind.StopSale) && Referee.Admits(scene, kind)
        from waits in kind == StepKind.Park ? Waits : [0.0]
        select Deed.Of(kind) with { Waits = waits };

    // Seconds spent for each time it is paid: p/c, which is the best order once the cause is known.
    private static double Price(Scene scene, Deed deed)
    {
        var (paid, seconds) = (0, 0.0);
        for (var number = 0; number < Rehearsals; number++)
        {
            var rehearsed = scene.With(scene.Draws.Rehearsal((scene.Done.Count * Rehearsals) + number));
            rehearsed.LeavesAt = DateTimeOffset.MaxValue;
            Deeds.Do(rehearsed, deed);
            paid += rehearsed.IsPaid ? 1 : 0;
            seconds += (rehearsed.Now - scene.Now).TotalSeconds;
        }

        return paid == 0 ? double.MaxValue : seconds / paid;
    }
}
