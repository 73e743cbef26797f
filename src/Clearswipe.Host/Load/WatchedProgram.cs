using System.Globalization;
using Clearswipe.Host.Commands;

namespace Clearswipe.Host.Load;

/// <summary>
/// Any command of the program, which says beside its work how many bytes it has allocated: once for each line that it
/// is sent.
/// </summary>
static class WatchedProgram
{
    public const string Verb = "watched";
    public const string Allocated = "Allocated ";

    public static Task<int> Run(Shell shell, string[] arguments, CancellationToken cancellation)
    {
        // A console is read by a thread that waits; it ends with the program.
        new Thread(() => Tell(shell)) { IsBackground = true, Name = "watched" }.Start();
        return CommandLine.Run(arguments, shell, cancellation);
    }

    private static void Tell(Shell shell)
    {
        while (shell.In.ReadLine() is not null)
        {
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            shell.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Allocated}{bytes}"));
            shell.Out.Flush();
        }
    }
}
