using Clearswipe.Lab.Disk;
using Clearswipe.Lab.Time;
using Clearswipe.Store;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Shops;

/// <summary>
/// A computer of the world with one process and one file: it can be killed, and started again from its file.
/// </summary>
abstract class Station
{
    private static readonly TimeSpan SaysWhy = TimeSpan.FromSeconds(1);

    private readonly Place _place;
    private CancellationTokenSource _stop = new();
    private Task _starting = Task.CompletedTask;
    private Task _goneDown = Task.CompletedTask;
    private Node? _node;
    private Database? _database;
    private Task _running = Task.CompletedTask;

    protected Station(string name, Place place, Surroundings surroundings)
    {
        (Name, _place) = (name, place);
        Clock = new NodeClock(surroundings.Time);
        Surroundings = surroundings with { Time = Clock };
        Disk = place.Medium.DiskOf(name);
        if (Disk is not null)
            Disk.PowerLost += LosePower;
    }

    public string Name { get; }

    /// <summary>Its simulated disk; null when it keeps a real file.</summary>
    public SimDisk? Disk { get; }

    public bool IsAlive { get; private set; }

    public NodeClock Clock { get; }

    /// <summary>Errors that ended the process by itself: there must be none.</summary>
    public List<Exception> Failures { get; } = [];

    /// <summary>What stands on its disk now.</summary>
    public Database Database => _database ?? throw new InvariantException($"{Name} was never started");

    protected SynchronizationContext? Process => _node;

    /// <summary>The world as the process sees it: by its own clock.</summary>
    protected Surroundings Surroundings { get; }

    /// <summary>Starts it over its file; whoever asks while it is starting waits for the same start.</summary>
    public Task Start() => _starting.IsCompleted ? _starting = StartAnew() : _starting;

    /// <summary>As kill -9: nothing is finished, nothing is said, and what was sent is still under way.</summary>
    public async Task Kill()
    {
        if (!IsAlive)
            return;
        IsAlive = false;
        _node?.Kill();
        await GoDown();
    }

    /// <summary>Stands still for so long, as a process does that is swapped out; its peers see only silence.</summary>
    public async Task Pause(TimeSpan span)
    {
        if (_node is not { } node)
            return;
        node.Pause();
        await Task.Delay(span, _place.Kernel!.Time);
        node.Resume();
    }

    public async Task Stop()
    {
        if (!IsAlive)
            return;
        IsAlive = false;
        await _stop.CancelHere();
        await _running;
        await Vanish();
        await Database.DisposeAsync();
    }

    /// <summary>Opens everything over the file, and hands back the process's own loop.</summary>
    protected abstract Task<Task> Open(string file, CancellationToken stop);

    /// <summary>Peers see that it is gone.</summary>
    protected abstract Task Vanish();

    protected void Keep(Database database)
    {
        _database = database;
        database.Broke += _ => EndSoon();
    }

    // Whoever watches over processes ends one that can no longer write, and will start it again from its file.
    private void EndSoon()
    {
        if (IsAlive && _place.Kernel is { } kernel)
            _goneDown = kernel.Main.Start(EndItself);
    }

    private async Task EndItself()
    {
        await Task.Delay(SaysWhy, _place.Kernel!.Time);
        await Kill();
    }

    private async Task StartAnew()
    {
        Invariant.Holds(!IsAlive, $"{Name} is started when it does not run");
        await _goneDown;
        Invariant.Holds(Disk is not { IsInUse: true }, $"the last process of {Name} has let go of its disk");
        _stop = new CancellationTokenSource();
        _node = _place.Kernel?.NewNode(Name);
        await (_node is null ? Begin(_stop.Token) : _node.Start(() => Begin(_stop.Token)));
        IsAlive = true;
    }

    // The power goes in the middle of a write: nothing of the process runs on, and the rest of it goes afterwards.
    private void LosePower()
    {
        if (!IsAlive)
            return;
        IsAlive = false;
        _node?.Kill();
        _goneDown = _place.Kernel!.Main.Start(GoDown);
    }

    private async Task GoDown()
    {
        Disk?.Forgive();
        await _stop.CancelHere();
        _database?.LosePower();
        await Vanish();
    }

    private async Task Begin(CancellationToken stop)
    {
        var loop = await Open(_place.Medium.FileOf(Name), stop);
        _running = Watch(loop);
    }

    private async Task Watch(Task loop)
    {
        try
        {
            await loop;
        }
        catch (Exception error)
        {
            // A killed process may stumble over its lost file on its way out: that is no failure of the program.
            // One that can no longer write has to end: it is to be started again.
            if (IsAlive && error is not StoreBrokenException)
                Failures.Add(error);
        }
    }
}

/// <summary>Where a shop's computers stand: their files, and the kernel they run in, null in real time.</summary>
readonly record struct Place(Medium Medium, Kernel? Kernel);

/// <summary>Cancelling without leaving the thread.</summary>
static class Stopping
{
    public static Task CancelHere(this CancellationTokenSource source)
    {
        source.Cancel();
        return Task.CompletedTask;
    }
}
