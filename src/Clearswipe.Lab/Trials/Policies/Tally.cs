using Clearswipe.Lab.Trials.Scenes;
using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Policies;

/// <summary>Has a policy's steps taken one by one, and counts what harm they do.</summary>
sealed class Tally
{
    public bool CausedLock { get; private set; }
    public bool CausedAvoidableLock { get; private set; }
    public int WrongCalls { get; private set; }
    public int Refused { get; private set; }

    /// <summary>The first step that can be done and is admitted; null: the sale is given up.</summary>
    public Deed? Choose(Scene scene, IPolicy policy, Func<Scene, StepKind, bool> admits)
    {
        var possible = Ways.Possible(scene);
        foreach (var deed in policy.Next(scene).Where(deed => possible.Contains(deed.Kind)))
        {
            if (admits(scene, deed.Kind))
                return deed;
            Refused++;
        }

        return null;
    }

    public void Take(Scene scene, Deed deed, IReadOnlyList<Party> parties)
    {
        if (PartyCalled(deed.Kind) is { } called && !parties.Contains(called))
            WrongCalls++;
        var (wasLocked, wasWarned) = (scene.HasLocked, WasWarned(scene));
        Deeds.Do(scene, deed);
        CausedLock |= scene.HasLocked && !wasLocked;
        CausedAvoidableLock |= scene.HasLocked && !wasLocked && wasWarned;
        var helped = scene.IsPaid;
        scene.Saw(at => new Observation.StepTried(at, deed.Step, helped));
        scene.Done.Add((deed.Kind, deed.Question, scene.Now));
        if (!helped && !scene.HasLeft && !scene.IsApproved)
            Lookout.Probe(scene);
    }

    private static bool WasWarned(Scene scene) =>
        scene.CardSeen().OfType<Observation.Answered>().Count(answered => answered.Code == ResponseCode.WrongPin) >= 2
        || scene.CardSeen().OfType<Observation.PinCompared>().Any(compared => compared.SameAsBefore)
        || scene.CardSeen().OfType<Observation.PinTriesLeft>().Any(tries => tries.Left <= 1);

    private static Party? PartyCalled(StepKind kind) => kind switch
    {
        StepKind.CallIssuer => Party.Issuer,
        StepKind.CallAcquirer => Party.Acquirer,
        StepKind.CallProvider => Party.Provider,
        StepKind.CallNetwork => Party.Network,
        _ => null,
    };
}
