using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Lab.Links;

/// <summary>A port that a process of the world listens on, within this process; dialling it makes a pipe.</summary>
public sealed class LabPort(string name) : ILine
{
    private readonly Lock _gate = new();
    private readonly List<ILink> _served = [];
    private (Func<ILink, Task> Serve, SynchronizationContext? Process)? _listener;

    public string Name => name;

    /// <summary>Serving a link ended with an error that nobody caught.</summary>
    public event Action<Exception>? Broke;

    /// <summary>Listens: each link is served in the given process, or on the pool when there is none.</summary>
    public void Listen(Func<ILink, Task> serve, SynchronizationContext? process) => _listener = (serve, process);

    /// <summary>The process is gone: nobody listens, and every link that it served ends.</summary>
    public async Task Close()
    {
        List<ILink> served;
        lock (_gate)
        {
            _listener = null;
            served = [.. _served];
            _served.Clear();
        }

        foreach (var link in served)
            await link.DisposeAsync();
    }

    public ValueTask<Dialled> Dial(CancellationToken cancellation) => ValueTask.FromResult(Dial());

    private Dialled Dial()
    {
        var (near, far) = PipeLink.CreatePair();
        lock (_gate)
        {
            if (_listener is not { } listener)
                return new Dialled.Failed(Hop.Connect, $"nobody listens at {name}");
            _served.Add(far);
            Process.Start(listener.Process, () => Serve(listener.Serve, far));
        }

        return new Dialled.Connected(near);
    }

    private async Task Serve(Func<ILink, Task> serve, ILink far)
    {
        try
        {
            await serve(far);
        }
        catch (Exception error)
        {
            Broke?.Invoke(error);
        }

        lock (_gate)
            _served.Remove(far);
        await far.DisposeAsync();
    }
}
