using System.CommandLine;
using Clearswipe.Lab.Trials;
using Clearswipe.Lab.Trials.Worlds;
using Clearswipe.Remedy;
using Clearswipe.Remedy.Catalogue;

namespace Clearswipe.Host.Commands;

/// <summary>`lab run` with a trial: blocked sales, under the policies that could decide about them.</summary>
static class TrialCommand
{
    private const string Every = "all";

    public static readonly Option<string> Policy = new("--policy")
    {
        Description = $"in a trial: who decides, {string.Join(", ", TrialRun.Policies)}, or all beside each other",
        DefaultValueFactory = _ => Every,
    };

    public static readonly Option<string?> Page =
        new("--page") { Description = "in a trial: also write a page with plots to this file" };

    public static readonly Option<string?> With = new("--with")
    {
        Description = "in a trial: a folder of catalogue files of your own, which the diagnosis then uses",
    };

    static TrialCommand() => Policy.AcceptOnlyFromAmong([.. TrialRun.Policies, Every]);

    /// <summary>The trial of this name or in this file; null when it is neither.</summary>
    public static TrialWorld? Find(string which)
    {
        if (TrialWorld.Embedded.Contains(which))
            return TrialWorld.Find(which);
        if (!Path.Exists(which) || !TrialWorld.IsTrial(OwnFiles.Text(which)))
            return null;
        return TrialWorld.Read(OwnFiles.Text(which), which, out var fault)
            ?? throw Trouble.Use($"{fault}", "src/Clearswipe.Lab/Trials/README.md describes every key.");
    }

    public static int Run(Shell shell, ParseResult parsed, TrialWorld world, int sales, ulong seed, string? json)
    {
        var policy = parsed.GetValue(Policy)!;
        var advisor = parsed.GetValue(With) is { } folder ? Told(folder) : Advisor.Default;
        var report = TrialRun.Run(world, sales, seed, policy == Every ? TrialRun.Policies : [policy], advisor);
        shell.Out.WriteLine(json == "-" ? report.ToJson() : report.ToText());
        if (json is not (null or "-"))
            LabCommand.Write(json, report.ToJson());
        if (parsed.GetValue(Page) is { } page)
            LabCommand.Write(page, report.ToPage());
        return report.IsClean ? ExitCode.Good : ExitCode.Problem;
    }

    private static Advisor Told(string folder)
    {
        try
        {
            return Advisor.With(OwnFiles.Of(folder));
        }
        catch (CatalogueFault fault)
        {
            throw Trouble.Found(fault.Message, "Nothing of the folder is used before every file of it can be read.");
        }
    }
}
