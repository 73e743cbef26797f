using Clearswipe.Lab.Trials.Scenes;
using Clearswipe.Remedy;

namespace Clearswipe.Lab.Trials.Policies;

/// <summary>
/// The diagnosis of the till, told what the till sees and nothing else. With <see cref="Effort.Greedy"/> it is the
/// baseline that orders steps by probability mended per second and never asks.
/// </summary>
sealed class EnginePolicy(Advisor advisor, Effort effort) : IPolicy
{
    // The seconds-equivalent of a lost sale, as the catalogue's step `stop-sale` has it.
    private const double LostSale = 300;
    private const double Rounding = 1e-6;

    public Belief? First { get; private set; }

    public IEnumerable<Deed> Next(Scene scene)
    {
        var counsel = advisor.Advise(Told(scene), effort);
        First ??= new([.. counsel.Suspects.Select(suspect => (suspect.Cause, suspect.Probability))]);
        if (!scene.IsApproved && GivesUp(counsel))
            return [];
        return counsel.Otherwise.Prepend(counsel.Next)
            .Select(step => new Deed(step.Kind, step.Step, step.Question, step.Waits.TotalSeconds));
    }

    // What it expects to spend when it begins with its best step is no less than what a lost sale costs.
    private static bool GivesUp(Counsel counsel) => counsel.Next.SecondsInAll >= LostSale - Rounding;

    private static Situation Told(Scene scene) => new()
    {
        Now = scene.Now,
        Seen = scene.Seen,
        OutcomeUnknown = false,
        Possible = Ways.Possible(scene),
        Issuer = scene.Card.Issuer,
        FallbackAllowed = scene.World.Counter.FallbackAllowed,
        CodeSystem = scene.World.Codes,
    };
}
