using System.CommandLine;
using System.CommandLine.Help;
using Clearswipe.Store;

namespace Clearswipe.Host.Commands;

/// <summary>The verbs of the program, and how what goes wrong is said: what, where, and what to do.</summary>
static class CommandLine
{
    private const string About =
        """
        Clearswipe · 畅刷: a blocked card becomes a paid sale.

        Exit codes: 0 good, 1 a problem was found, 2 wrong use.
        """;

    public static async Task<int> Run(string[] arguments, Shell shell, CancellationToken cancellation = default)
    {
        var parsed = Root(shell).Parse(arguments);
        if (parsed.Errors.Count > 0)
            return await WrongUse(shell, parsed);

        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = shell.Out,
                    Error = shell.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = TimeSpan.FromSeconds(5),
                },
                cancellation);
        }
        catch (Trouble trouble)
        {
            await shell.Error.WriteLineAsync(trouble.Message);
            await shell.Error.WriteLineAsync(trouble.Mend);
            return trouble.ExitCode;
        }
        catch (StoreBrokenException broken)
        {
            await shell.Error.WriteLineAsync($"{broken.Message} ({broken.InnerException?.Message})");
            await shell.Error.WriteLineAsync(
                "No cards are taken. Look at the disk and its space, then start again: what is open is settled first.");
            return ExitCode.Problem;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Good;
        }
    }

    internal static RootCommand Root(Shell shell)
    {
        var root = new RootCommand(About)
        {
            UpCommand.Create(shell),
            ExplainCommand.Create(shell),
            DialectCommand.Create(shell),
            KeysCommand.Create(shell),
            LabCommand.Create(shell),
            DoctorCommand.Create(shell),
            SwitchCommand.Create(shell),
            IssuerCommand.Create(shell),
            StoreCommand.Create(shell),
            TillCommand.Create(shell),
            SettlementCommand.Create(shell),
            CasesCommand.Create(shell),
            BenchCommand.Create(shell),
            CatalogueCommand.Create(shell),
            LearnCommand.Create(shell),
        };
        root.SetAction(parsed =>
        {
            new HelpAction().Invoke(parsed);
            return ExitCode.Good;
        });
        return root;
    }

    private static async Task<int> WrongUse(Shell shell, ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            await shell.Error.WriteLineAsync(error.Message);
        var path = parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
        await shell.Error.WriteLineAsync($"See: clearswipe {path}--help");
        return ExitCode.WrongUse;
    }
}
