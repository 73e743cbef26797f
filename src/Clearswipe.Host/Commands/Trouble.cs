namespace Clearswipe.Host.Commands;

/// <summary>Why a command cannot go on: what is wrong and where, and what the reader can do about it.</summary>
sealed class Trouble(int exitCode, string what, string mend) : Exception(what)
{
    public int ExitCode { get; } = exitCode;

    public string Mend { get; } = mend;

    public static Trouble Use(string what, string mend) => new(Commands.ExitCode.WrongUse, what, mend);

    public static Trouble Found(string what, string mend) => new(Commands.ExitCode.Problem, what, mend);
}
