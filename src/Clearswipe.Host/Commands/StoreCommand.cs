using System.CommandLine;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;
using Clearswipe.Store;
using Clearswipe.Switch;
using Clearswipe.Vocabulary;
using Microsoft.Data.Sqlite;

namespace Clearswipe.Host.Commands;

/// <summary>`store`: copies of a part's tables while it runs, putting one back, and removing what is old.</summary>
static class StoreCommand
{
    private static readonly Option<string> Part = new Option<string>("--part")
    {
        DefaultValueFactory = _ => "switch",
        Description = "whose tables: switch, or issuer",
    }.AcceptOnlyFromAmong("switch", "issuer");

    private static readonly Option<string> Data =
        new("--data") { Description = "that part's data folder", Required = true };

    private static readonly Option<string> To =
        new("--to") { Description = "the file to write the copy to; it must not exist yet", Required = true };

    private static readonly Option<string> From =
        new("--from") { Description = "a copy by store backup", Required = true };

    private static readonly Option<string> Config = new("--config")
    {
        Description = "the switch's configuration, which says where its tables are",
        Required = true,
    };

    private static readonly Option<int> Days = new("--older-than")
    {
        Description = $"days, at least {Limits.ShortestRetentionDays}",
        Required = true,
    };

    public static Command Create(Shell shell)
    {
        var backup = new Command("backup", "Copy the tables to a file, while the part runs") { Part, Data, To };
        backup.SetAction(parsed => BackUp(shell, TablesOf(parsed), parsed.GetRequiredValue(To)));
        var restore = new Command("restore", "Put a copy back, while the part does not run") { Part, Data, From };
        restore.SetAction((parsed, _) => Restore(shell, parsed));
        var purge = new Command("purge", "Remove a switch's attempts that ended long ago; what is open stays")
        {
            Config, Service.Data, Days,
        };
        purge.SetAction((parsed, _) => Purge(shell, parsed));
        return new Command("store", "The tables of a part: backup, restore, purge") { backup, restore, purge };
    }

    private static int BackUp(Shell shell, string tables, string to)
    {
        if (Path.Exists(to))
            throw Trouble.Use($"{to} exists already.", "Name a new file: a copy is never written over another.");
        if (!Path.Exists(tables))
            throw Trouble.Use(
                $"There is no {tables}.", "Name the part's data folder. A PostgreSQL is backed up by its own tools.");
        Copy(tables, to);
        shell.Out.WriteLine($"{to} is a whole and checked copy of {tables}, {new FileInfo(to).Length:N0} bytes.");
        return ExitCode.Good;
    }

    private static async Task<int> Restore(Shell shell, ParseResult parsed)
    {
        var (part, from) = (parsed.GetRequiredValue(Part), parsed.GetRequiredValue(From));
        using var data = DataFolder.Open(parsed.GetRequiredValue(Data), part).Locked();
        var tables = TablesOf(parsed);
        if (!Path.Exists(from))
            throw Trouble.Use($"There is no {from}.", "Name a copy that `clearswipe store backup` wrote.");
        if (Path.Exists(tables) || Path.Exists($"{tables}-wal"))
            throw Trouble.Use(
                $"{tables} is still there.", "Move it away first, with its -wal and -shm files, and keep it.");
        Copy(from, tables);
        if (part == "switch")
            await SkipNumbers(shell, tables);
        await shell.Out.WriteLineAsync($"{tables} is what {from} was. What was written after that copy is not in it.");
        return ExitCode.Good;
    }

    private static async Task SkipNumbers(Shell shell, string tables)
    {
        await using var database = Stores.Open(
            null, "", () => SwitchNode.OpenDatabase(tables), SwitchNode.OpenPostgres, shell.Time);
        var next = await Retention.SkipNumbers(database, shell.Time.GetUtcNow());
        await shell.Out.WriteLineAsync($"No number given since is given again: the next one is {next:D12}.");
    }

    private static async Task<int> Purge(Shell shell, ParseResult parsed)
    {
        var (config, days) = (parsed.GetRequiredValue(Config), parsed.GetRequiredValue(Days));
        if (days < Limits.ShortestRetentionDays)
            throw Trouble.Use(
                $"{days} days are too few.",
                $"Keep {Limits.ShortestRetentionDays} at least: reversals and claims come late.");
        var file = YamlFile.Read<SwitchFile>(config);
        using var data = DataFolder.Open(parsed.GetValue(Service.Data), "switch");
        await using var database = SwitchCommand.OpenDatabase(file, config, data, shell.Time);
        var purged = await Retention.Purge(database, days, shell.Time.GetUtcNow());
        await shell.Out.WriteLineAsync($"{purged} attempts that ended more than {days} days ago are removed.");
        return ExitCode.Good;
    }

    private static string TablesOf(ParseResult parsed) =>
        Path.Combine(parsed.GetRequiredValue(Data), $"{parsed.GetRequiredValue(Part)}.db");

    private static void Copy(string from, string to)
    {
        try
        {
            Database.Copy(from, to);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw Trouble.Found(
                $"{from} could not be copied to {to}: {failure.Message}", "Remove what there is of it, and try again.");
        }
    }
}
