using Clearswipe.Lab.Trials.Figures;
using Clearswipe.Lab.Trials.Policies;
using Clearswipe.Lab.Trials.Scenes;
using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials;

/// <summary>
/// Runs the blocked sales of a world under policies. Each policy meets the same sales with the same luck, and the same
/// referee stands beside each.
/// </summary>
public static class TrialRun
{
    private const int StepsAtMost = 15;
    private const int CeilingFromTimesSales = 20;

    /// <summary>The policies, in the order in which they are reported.</summary>
    public static IReadOnlyList<string> Policies { get; } = ["engine", "pc", "codes", "checklist", "oracle"];

    public static TrialReport Run(
        TrialWorld world, int sales, ulong seed, IReadOnlyList<string> policies, Advisor? advisor = null)
    {
        var told = advisor ?? Advisor.Default;
        var verdicts = policies.ToDictionary(name => name, _ => new List<Verdict>());
        foreach (var (scene, sale) in new Opening(world, seed).Sales(sales).Select((scene, sale) => (scene, sale)))
        {
            foreach (var name in policies)
                verdicts[name].Add(Decide(scene.With(scene.Draws.Copy()), sale, Named(name, told), Referee.Admits));
        }

        var ceiling = Ceiling.Of(world, seed, sales * CeilingFromTimesSales);
        return TrialReport.Of(world, seed, policies, verdicts, ceiling);
    }

    internal static IPolicy Named(string name, Advisor advisor) => name switch
    {
        "engine" => new EnginePolicy(advisor, Effort.Refined),
        "pc" => new EnginePolicy(advisor, Effort.Greedy),
        "codes" => new CodeTexts(),
        "checklist" => new Checklist(),
        "oracle" => new Oracle(),
        _ => throw new InvariantException($"no policy is called {name}; there are {string.Join(", ", Policies)}"),
    };

    /// <summary>One sale under one policy, from its blocking to its end.</summary>
    internal static Verdict Decide(Scene scene, int sale, IPolicy policy, Func<Scene, StepKind, bool> admits)
    {
        var blocked = scene.Now;
        var (family, signature) = (scene.Truth[0].Family, Signature.Of(scene.Seen));
        var truth = Ceiling.Causes(scene).ToList();
        var parties = scene.Truth.Select(fault => FaultNames.PartyOf(fault.Kind)).ToList();
        var tally = new Tally();
        while (!scene.IsPaid && !scene.HasLeft && scene.Done.Count < StepsAtMost)
        {
            if (tally.Choose(scene, policy, admits) is not { Kind: not StepKind.StopSale } deed)
                break;
            tally.Take(scene, deed, parties);
        }

        var ended = scene.HasLeft && !scene.IsPaid ? scene.LeavesAt : scene.Now;
        return new()
        {
            Sale = sale,
            Family = family,
            Truth = truth,
            Signature = signature,
            // What the bank approved is paid, receipt or not.
            IsPaid = scene.IsPaid || scene.IsApproved,
            PaidBy = scene.PaidBy,
            Seconds = Math.Max(0, (ended - blocked).TotalSeconds),
            Steps = [.. scene.Done.Select(done => done.Kind)],
            CausedLock = tally.CausedLock,
            CausedAvoidableLock = tally.CausedAvoidableLock,
            IsDoubled = scene.Charges > 1,
            WrongCalls = tally.WrongCalls,
            Refused = tally.Refused,
            Belief = (policy as EnginePolicy)?.First,
        };
    }
}
