using System.CommandLine;
using System.Globalization;
using Clearswipe.Remedy;

namespace Clearswipe.Host.Commands;

/// <summary>
/// `bench diagnosis`: how long a finding, a posterior and a step take, and how far plans are from the best.
/// </summary>
static class BenchDiagnosis
{
    private const int Batches = 15;
    private static readonly TimeSpan BatchLasts = TimeSpan.FromMilliseconds(20);

    private static readonly Option<int> Problems = new("--problems")
    {
        Description = "how many random problems are planned and compared with their exact optimum",
        DefaultValueFactory = _ => 60,
    };

    private static readonly Option<int?> Fleet = new("--fleet")
    {
        Description = "only the fleet's evidence: false alarms in so many sales, and how soon outages are found",
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "with --fleet: the same seed gives the same sales",
        DefaultValueFactory = _ => 1,
    };

    static BenchDiagnosis()
    {
        Problems.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var count) && count is > 0 and <= 9999))
                result.AddError("--problems takes a number from 1 to 9999.");
        });
        Fleet.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var count) && count > 0))
                result.AddError("--fleet takes a number of sales from 1, such as 5000000.");
        });
    }

    public static Command Create(Shell shell)
    {
        var command = new Command("diagnosis", "The posterior, the next step, and plans beside their exact optimum")
        {
            Problems, Fleet, Seed,
        };
        command.SetAction(parsed => parsed.GetValue(Fleet) is { } sales
            ? BenchFleet.Run(shell, sales, parsed.GetValue(Seed))
            : Run(shell, parsed.GetValue(Problems)));
        return command;
    }

    private static int Run(Shell shell, int problems)
    {
        Speed(shell);
        Quality(shell, problems, 10, 8, 4);
        Quality(shell, problems, 20, 8, 4);
        return ExitCode.Good;
    }

    private static void Speed(Shell shell)
    {
        var few = new Yardstick(causes: 60, acts: 15, asks: 5, seed: 7);
        var many = new Yardstick(causes: 60, acts: 50, asks: 20, seed: 7);
        Say(shell, $"{few.Causes} causes, all pairs, {few.Findings} findings; median of {Batches} batches (best)");
        Measure(shell, "a finding", 0.25, few.Finding);
        Measure(shell, "a posterior of 80 findings", 20, () => few.Posterior(80));
        Measure(shell, "first step, 15 acts 5 questions", 50, () => few.FirstStep());
        Measure(shell, "refined, 15 acts 5 questions", 2000, () => few.RefinedStep());
        Measure(shell, "first step, 50 acts 20 questions", 50, () => many.FirstStep());
        Measure(shell, "refined, 50 acts 20 questions", 2000, () => many.RefinedStep());
    }

    private static void Quality(Shell shell, int problems, int causes, int acts, int asks)
    {
        var excesses = Enumerable.Range(1, problems)
            .Select(seed => Yardstick.Excess((ulong)seed, causes, acts, asks)).Order().ToList();
        var p95 = excesses[(int)Math.Min(problems - 1, Math.Ceiling(problems * 0.95))];
        Say(shell, $"{causes} causes, {acts} acts, {asks} questions, {problems} problems, above the exact optimum:");
        Say(shell, $"  mean {excesses.Average():P3} (to reach 0.2 %), p95 {p95:P3} (1 %), most {excesses[^1]:P3}");
    }

    private static void Measure(Shell shell, string what, double most, Action work)
    {
        var count = Calibrated(shell, work);
        var batches = Enumerable.Range(0, Batches).Select(_ => Batch(shell, work, count)).Order().ToList();
        Say(shell, $"{what,-34} {batches[Batches / 2],9:F3} µs ({batches[0],9:F3})   to reach {most,8} µs");
    }

    // As many as fill a batch, so that the clock's own step does not count; this warms up, too.
    private static int Calibrated(Shell shell, Action work)
    {
        var count = 1;
        while (Batch(shell, work, count) * count < BatchLasts.TotalMicroseconds && count < 1 << 24)
            count *= 2;
        return count;
    }

    private static double Batch(Shell shell, Action work, int count)
    {
        var start = shell.Time.GetTimestamp();
        for (var i = 0; i < count; i++)
            work();
        return shell.Time.GetElapsedTime(start).TotalMicroseconds / count;
    }

    private static void Say(Shell shell, FormattableString line) =>
        shell.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
