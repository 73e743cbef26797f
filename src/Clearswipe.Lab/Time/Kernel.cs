using System.Diagnostics.CodeAnalysis;

namespace Clearswipe.Lab.Time;

/// <summary>
/// One thread, one seed, and a clock that jumps: everything that is ready waits in a list from which chance picks the
/// next, and when nothing is ready the clock goes on to the next timer. The same seed gives the same run.
/// </summary>
public sealed class Kernel
{
    /// <summary>More than this many events in one moment of virtual time is a loop without an end.</summary>
    public const int EventsInOneMoment = 2_000_000;

    private readonly List<Event> _ready = [];
    private readonly Lock _postbox = new();
    private readonly List<Event> _fromElsewhere = [];
    private readonly List<Node> _nodes = [];
    private readonly SeededChance _picks;
    private ulong _hash = 14695981039346656037;
    private long _eventsNow;
    private int _thread = Environment.CurrentManagedThreadId;

    public Kernel(ulong seed, DateTimeOffset? start = null)
    {
        Seed = seed;
        _picks = new SeededChance(seed);
        // Worlds draw from their own stream: one more draw in a world does not shuffle the schedule.
        Chance = new SeededChance(seed ^ 0x5EED_0FA_3021D);
        Time = new VirtualTime(this, start ?? new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        Main = NewNode("main");
    }

    public ulong Seed { get; }

    /// <summary>The clock of the world, in China's one time zone.</summary>
    public VirtualTime Time { get; }

    /// <summary>The world's chance, drawn from the same seed.</summary>
    public SeededChance Chance { get; }

    /// <summary>Where the run's own code stands, outside every process of the world.</summary>
    public Node Main { get; }

    public long Events { get; private set; }

    /// <summary>The most events that a run may take; a run that needs more is stopped with an error.</summary>
    public long EventsAtMost { get; init; } = 500_000_000;

    /// <summary>What happened, in order, as one number: two runs of one seed agree in it.</summary>
    public ulong TraceHash => _hash;

    /// <summary>Work that came from a foreign thread: the run cannot be replayed. It must be zero.</summary>
    public int Escapes { get; private set; }

    /// <summary>Where the first escape came from, for a person.</summary>
    public string? FirstEscape { get; private set; }

    /// <summary>A process of the world: kill it, and nothing that it had begun goes on.</summary>
    public Node NewNode(string name)
    {
        var node = new Node(this, name, _nodes.Count + 1);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Runs the work to its end and hands on how it ended.</summary>
    public void Run(Func<Task> work) => RunHere(() =>
    {
        var task = Begin(work);
        while (!task.IsCompleted)
        {
            if (!Turn(DateTimeOffset.MaxValue) && !SomethingComesFromElsewhere())
                throw new KernelException(Deadlock(task));
        }

        task.GetAwaiter().GetResult();
    });

    public T Run<T>(Func<Task<T>> work)
    {
        T result = default!;
        Run(async () => { result = await work(); });
        return result;
    }

    /// <summary>Goes on until the moment has come; whatever is due later stays.</summary>
    public void RunUntil(DateTimeOffset moment) => RunHere(() =>
    {
        while (Turn(moment))
        {
        }

        Time.Reach(moment);
    });

    /// <summary>Goes on until the fact holds, at most until the moment; whether it holds.</summary>
    public bool RunUntil(Func<bool> fact, DateTimeOffset moment)
    {
        RunHere(() =>
        {
            while (!fact() && Turn(moment))
            {
            }
        });
        return fact();
    }

    /// <summary>Folds something that happened into the trace, such as the bytes of a message.</summary>
    public void Note(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            Note(value);
    }

    internal void Post(Event @event)
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            _ready.Add(@event);
            return;
        }

        lock (_postbox)
        {
            Escapes++;
            FirstEscape ??= $"{@event.Name} on {@event.Node.Name}\n{Environment.StackTrace}";
            _fromElsewhere.Add(@event);
        }
    }

    internal void MomentPassed() => _eventsNow = 0;

    private void RunHere(Action loop)
    {
        var before = SynchronizationContext.Current;
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            loop();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private Task Begin(Func<Task> work)
    {
        SynchronizationContext.SetSynchronizationContext(Main);
        return work();
    }

    /// <summary>One event, or one jump of the clock; false when there is neither until the moment.</summary>
    private bool Turn(DateTimeOffset until)
    {
        TakeFromElsewhere();
        if (_ready.Count == 0)
            return Time.JumpToNextTimer(until);

        var index = _ready.Count == 1 ? 0 : _picks.Below(_ready.Count);
        var @event = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (@event.Node.IsPaused)
            @event.Node.Hold(@event);
        else if (@event.Node.IsAlive)
            RunEvent(@event);
        return true;
    }

    private void RunEvent(Event @event)
    {
        Events++;
        if (++_eventsNow > EventsInOneMoment)
            throw new KernelException($"{_eventsNow} events and time stands still; the last was {@event.Name}");
        if (Events > EventsAtMost)
            throw new KernelException($"more than {EventsAtMost} events; the last was {@event.Name}");
        Note((ulong)@event.Node.Number);
        Note((ulong)Time.Elapsed.Ticks);
        SynchronizationContext.SetSynchronizationContext(@event.Node);
        @event.Run();
    }

    // FNV-1a, a word at a time: it only has to tell two runs apart.
    private void Note(ulong value) => _hash = unchecked((_hash ^ value) * 1099511628211);

    private void TakeFromElsewhere()
    {
        lock (_postbox)
        {
            _ready.AddRange(_fromElsewhere);
            _fromElsewhere.Clear();
        }
    }

    // Work that escaped may still come back: wait a real moment for it, so that the escape is what is reported.
    private bool SomethingComesFromElsewhere() =>
        SpinWait.SpinUntil(() => { lock (_postbox) return _fromElsewhere.Count > 0; }, millisecondsTimeout: 2000);

    private string Deadlock(Task task) =>
        $"""
        Nothing is ready, no timer is set, and the run is not done (seed {Seed}, {Time.GetUtcNow():O}, {Events} events).
        The run waits in: {Awaiting.Describe(task)}
        Processes: {string.Join(", ", _nodes.Where(node => node.IsAlive).Select(node => node.Describe()))}
        Escapes to other threads: {Escapes}{(FirstEscape is null ? "" : "; the first: " + FirstEscape)}
        """;
}

/// <summary>A run that cannot go on: a deadlock, a loop without an end, or too many events.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Only the kernel makes it, and always with its reason.")]
public sealed class KernelException(string reason) : Exception(reason);
