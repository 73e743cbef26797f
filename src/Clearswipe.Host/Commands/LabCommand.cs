using System.CommandLine;
using Clearswipe.Lab.Runs;
using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Lab.Worlds;

namespace Clearswipe.Host.Commands;

/// <summary>`lab`: runs a simulated world with random trouble, and says what was found.</summary>
static class LabCommand
{
    private static readonly Argument<string> Which = new("WORLD")
    {
        Description = "a world that comes with the program (see `lab list`), or a YAML file of your own",
    };

    private static readonly Option<int> Sales = new("--sales")
    {
        Description = "how many sales",
        DefaultValueFactory = _ => 200,
    };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "decides all chance: the same seed, the same run",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string?> Seeds =
        new("--seeds") { Description = "many runs, one of each seed, such as 1..2000; the report is their sum" };

    private static readonly Option<bool> Stop =
        new("--stop") { Description = "with --seeds: end after the first seed that finds a violation" };

    private static readonly Option<string?> Json =
        new("--json") { Description = "also write the report for machines to this file; - is standard output" };

    static LabCommand() => Sales.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var sales) || sales < 1))
            result.AddError("--sales takes a number from 1.");
    });

    public static Command Create(Shell shell)
    {
        var run = new Command("run", "Run sales in a world and audit what is left: nothing lost, nothing doubled")
        {
            Which, Sales, Seed, Seeds, Stop, Json, TrialCommand.Policy, TrialCommand.Page, TrialCommand.With,
        };
        run.SetAction(parsed => Run(shell, parsed));
        var list = new Command("list", "The worlds that come with the program");
        list.SetAction(_ => List(shell));
        return new Command("lab", "Run a simulated world with N sales and a seed; report outcomes and violations")
        {
            run, list,
        };
    }

    private static int List(Shell shell)
    {
        foreach (var name in World.Embedded)
            shell.Out.WriteLine($"{name,-16} {World.Find(name).About.En} · {World.Find(name).About.Zh}");
        foreach (var name in TrialWorld.Embedded)
            shell.Out.WriteLine($"{name,-16} {TrialWorld.Find(name).About.En} · {TrialWorld.Find(name).About.Zh}");
        return ExitCode.Good;
    }

    private static int Run(Shell shell, ParseResult parsed)
    {
        if (TrialCommand.Find(parsed.GetRequiredValue(Which)) is { } trial)
            return TrialCommand.Run(
                shell, parsed, trial, parsed.GetValue(Sales), parsed.GetValue(Seed), parsed.GetValue(Json));
        var world = Read(parsed.GetRequiredValue(Which));
        return parsed.GetValue(Seeds) is { } seeds
            ? RunMany(shell, parsed, world, Range(seeds))
            : RunOne(shell, parsed, world);
    }

    private static int RunMany(Shell shell, ParseResult parsed, World world, (ulong, ulong) seeds)
    {
        var runs = ManyRuns.Of(world, parsed.GetValue(Sales), seeds, parsed.GetValue(Stop), shell.Time);
        shell.Out.WriteLine(runs.ToText());
        return runs.IsClean ? ExitCode.Good : ExitCode.Problem;
    }

    private static (ulong From, ulong To) Range(string seeds) =>
        seeds.Split("..") is [var first, var last] && ulong.TryParse(first, out var from)
            && ulong.TryParse(last, out var to) && from <= to && to < ulong.MaxValue
            ? (from, to)
            : throw Trouble.Use($"\"{seeds}\" is no range of seeds.", "Write the first and the last, such as 1..2000.");

    private static int RunOne(Shell shell, ParseResult parsed, World world)
    {
        var report = LabRun.Run(world, parsed.GetValue(Sales), parsed.GetValue(Seed), shell.Time);
        var json = parsed.GetValue(Json);
        if (json == "-")
            shell.Out.WriteLine(report.ToJson());
        else
            shell.Out.WriteLine(report.ToText());
        if (json is not (null or "-"))
            Write(json, report.ToJson());
        return report.IsClean ? ExitCode.Good : ExitCode.Problem;
    }

    private static World Read(string which)
    {
        if (World.Embedded.Contains(which))
            return World.Find(which);
        if (!Path.Exists(which))
            throw Trouble.Use(
                $"There is no world \"{which}\" and no such file.",
                $"Take one of: {string.Join(", ", World.Embedded.Concat(TrialWorld.Embedded))}.");
#pragma warning disable RS0030 // A world of one's own is a file of the person at the command line.
        var text = File.ReadAllText(which);
#pragma warning restore RS0030
        return World.Read(text, which, out var fault)
            ?? throw Trouble.Use($"{fault}", "The worlds in src/Clearswipe.Lab/Worlds show every key.");
    }

    internal static void Write(string file, string text)
    {
        try
        {
#pragma warning disable RS0030 // The report goes where the person at the command line wants it.
            File.WriteAllText(file, text);
#pragma warning restore RS0030
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Found(
                $"{file} cannot be written: {e.Message}", "Name another file, or - for standard output.");
        }
    }
}
