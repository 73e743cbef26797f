using Spectre.Console;

namespace Clearswipe.Host.Commands;

/// <summary>Where a command reads from, writes to, and looks for the time; a test hands in its own.</summary>
sealed record Shell(TextReader In, TextWriter Out, TextWriter Error, TimeProvider Time)
{
    /// <summary>
    /// Colours where the output is a terminal that shows them, plain text where it is not; lines are not broken.
    /// </summary>
    public IAnsiConsole Screen { get; } = MakeScreen(Out);

    private static IAnsiConsole MakeScreen(TextWriter output)
    {
        var screen = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        screen.Profile.Width = 1000;
        return screen;
    }
}
