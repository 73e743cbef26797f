using System.Threading.Channels;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>What a person, or a cash-register program, wants of the till.</summary>
abstract record Command
{
    private Command()
    {
    }

    public sealed record StartSale(Money Amount) : Command;

    public sealed record Take(StepId Step) : Command;

    public sealed record Answer(StepId Question, string Value) : Command;

    public sealed record Cancel : Command;

    public sealed record Finish : Command;

    public sealed record Reprint : Command;

    public sealed record ResumeParked(SaleId Sale) : Command;

    public sealed record ChooseLanguage(Language Language) : Command;

    public sealed record HandOver(TaskCompletionSource<SalePackage?> Given) : Command;

    public sealed record BeginDay : Command;

    public sealed record TakeOver(SalePackage Package) : Command;
}

/// <summary>
/// How work ended, and the command that cut it short, if one did. Both can be: it may have ended all the same.
/// </summary>
sealed record Ended<T>(T? Result, Command? CutShort);

/// <summary>The commands that wait for the till's loop, from any thread.</summary>
sealed class Inbox
{
    private readonly Channel<Command> _commands = Channel.CreateBounded<Command>(
        new BoundedChannelOptions(Limits.CommandsWaiting) { FullMode = BoundedChannelFullMode.Wait });

    public bool Post(Command command) => _commands.Writer.TryWrite(command);

    public bool TryTake(out Command command) => _commands.Reader.TryRead(out command!);

    /// <summary>Waits until a command is there, without taking it.</summary>
    public async Task Comes(CancellationToken cancellation) => await _commands.Reader.WaitToReadAsync(cancellation);

    /// <summary>
    /// Does the work, and meanwhile hears every command. The first one that cuts short cancels the work; the others
    /// are heard and gone, for a command counts only where it is allowed.
    /// </summary>
    public async Task<Ended<T>> While<T>(
        Func<CancellationToken, Task<T>> work, Func<Command, bool> cutsShort, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = work(stop.Token);
        var cut = await Listen(running, cutsShort, cancellation);
        if (cut is not null)
            Cancel(stop);

        try
        {
            return new Ended<T>(await running, cut);
        }
        catch (OperationCanceledException) when (cut is not null && !cancellation.IsCancellationRequested)
        {
            return new Ended<T>(default, cut);
        }
    }

    private async Task<Command?> Listen(Task running, Func<Command, bool> cutsShort, CancellationToken cancellation)
    {
        while (!running.IsCompleted)
        {
            using var quiet = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(running, Comes(quiet.Token));
            Cancel(quiet);
            while (!running.IsCompleted && TryTake(out var command))
                if (cutsShort(command))
                    return command;
            if (cancellation.IsCancellationRequested)
                break;
        }

        return null;
    }

    // CancelAsync would go on in another thread, which no run could replay.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();
}
