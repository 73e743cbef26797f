namespace Clearswipe.Host.Commands;

/// <summary>What the program says to the shell that started it.</summary>
static class ExitCode
{
    public const int Good = 0;

    /// <summary>The command did its work and found a problem, or could not go on.</summary>
    public const int Problem = 1;

    /// <summary>The command was used wrongly: nothing was done.</summary>
    public const int WrongUse = 2;
}
