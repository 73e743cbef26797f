using System.Collections.Concurrent;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Lab.Links;

/// <summary>
/// A line that can fail in every way a line fails. It draws each message's fate when the message enters it, so a fault
/// that is switched on later does not touch what is already under way.
/// </summary>
public sealed class FaultLine : ILine
{
    private static readonly TimeSpan ConnectsAgainAfter = TimeSpan.FromSeconds(1);

    private readonly ILine _to;
    private readonly Surroundings _surroundings;
    private readonly SynchronizationContext? _network;
    private readonly Lock _gate = new();
    private readonly List<FaultLink> _open = [];
    private readonly ConcurrentDictionary<(Way Way, string Type), byte[]> _last = new();
    private readonly Dictionary<Way, List<Mishap>> _mishaps = new() { [Way.Out] = [], [Way.Back] = [] };

    /// <summary>
    /// The network is a process of its own: what is under way arrives even when its sender was killed.
    /// </summary>
    public FaultLine(string name, ILine to, Surroundings surroundings, SynchronizationContext? network = null)
    {
        Name = name;
        _to = to;
        _surroundings = surroundings;
        _network = network;
    }

    public string Name { get; }

    public LineFaults Faults { get; set; } = LineFaults.None;

    /// <summary>A message entered the line, as it was sent.</summary>
    public event Action<Way, ReadOnlyMemory<byte>>? Passed;

    internal TimeProvider Time => _surroundings.Time;

    /// <summary>
    /// Sets something that will happen to the next message on this way (of its type, if it names one).
    /// </summary>
    public void Next(Way way, Mishap mishap)
    {
        lock (_gate)
            _mishaps[way].Add(mishap);
    }

    /// <summary>Takes back every mishap that has not met its message yet.</summary>
    public void Forgive()
    {
        lock (_gate)
        {
            foreach (var waiting in _mishaps.Values)
                waiting.Clear();
        }
    }

    /// <summary>Breaks every open link at once; what is under way is lost.</summary>
    public void Cut()
    {
        foreach (var link in Opened())
            link.Cut();
    }

    /// <summary>The same line as one of several diallers uses it, so that each can be told from the others.</summary>
    public ILine For(string dialler) => new Branch(this, dialler);

    /// <summary>A dialler's process died: its side closes, and what it had sent still arrives.</summary>
    public async Task HangUp(string dialler)
    {
        foreach (var link in Opened().Where(link => link.Dialler == dialler))
            await link.DisposeAsync();
    }

    public ValueTask<Dialled> Dial(CancellationToken cancellation) => Dial(Name, cancellation);

    /// <summary>The line behind what a till was given, or null when it is none of ours.</summary>
    internal static FaultLine? Behind(ILine line) => line switch
    {
        FaultLine whole => whole,
        Branch branch => branch.Line,
        _ => null,
    };

    internal async ValueTask<Dialled> Dial(string dialler, CancellationToken cancellation)
    {
        if (Faults.BrokenHop != Hop.None)
            return new Dialled.Failed(Faults.BrokenHop, $"{Name}: broken at {Faults.BrokenHop}");
        if (!await Handshakes(cancellation))
            return new Dialled.Failed(Hop.Connect, $"{Name}: no answer to the connection");

        var dialled = await _to.Dial(cancellation);
        return dialled is Dialled.Connected(var link) ? new Dialled.Connected(Open(link, dialler)) : dialled;
    }

    /// <summary>One small packet there and back: how long it took, or null when it was lost.</summary>
    internal TimeSpan? RoundTrip()
    {
        var there = FateOf(Faults.Out);
        var back = FateOf(Faults.Back);
        return there.IsLost || back.IsLost ? null : there.Delay + back.Delay;
    }

    internal Fate FateOf(Way way, ReadOnlyMemory<byte> message)
    {
        Passed?.Invoke(way, message);
        var (fate, type) = (FateOf(Faults.On(way)), GlimpsedType.Of(message.Span));
        ReadOnlyMemory<byte>? last = _last.TryGetValue((way, type), out var before) ? before : null;
        _last[(way, type)] = message.ToArray();
        foreach (var mishap in TakeMishaps(way, type))
            fate = With(fate, mishap, last);
        return fate;
    }

    internal int Below(int bound) => (int)(Draw() % (ulong)bound);

    /// <summary>Runs in the network, which outlives the processes that it connects.</summary>
    internal void InNetwork(Func<Task> work) => Process.Start(_network, work);

    internal void Closed(FaultLink link)
    {
        lock (_gate)
            _open.Remove(link);
    }

    private static Fate With(Fate fate, Mishap mishap, ReadOnlyMemory<byte>? last) => mishap switch
    {
        Mishap.Lost => fate with { IsLost = true },
        Mishap.Late(var by) => fate with { Late = by },
        Mishap.Doubled => fate with { IsDoubled = true },
        Mishap.BitFlipped => fate with { IsFlipped = true },
        Mishap.CutAfter => fate with { CutsAfter = true },
        Mishap.Truncated => fate with { IsTruncated = true },
        Mishap.Stale => fate with { Instead = last },
        _ => throw new InvariantException("a mishap is one of seven"),
    };

    private Fate FateOf(WayFaults faults) => new(
        faults.IsBlackHole || Happens(faults.Loss), faults.Delay + (faults.Jitter * Share(faults.Jitter)),
        null, Happens(faults.Doubled), Happens(faults.BitFlipped), CutsAfter: false);

    // A connection takes a round trip. A lost packet is sent again each second; through a black hole none comes back.
    private async ValueTask<bool> Handshakes(CancellationToken cancellation)
    {
        for (var waited = TimeSpan.Zero; waited < Limits.LineConnects; waited += ConnectsAgainAfter)
        {
            var trip = RoundTrip();
            if (trip != TimeSpan.Zero)
                await Task.Delay(trip ?? ConnectsAgainAfter, Time, cancellation);
            if (trip is not null)
                return true;
        }

        return false;
    }

    private List<Mishap> TakeMishaps(Way way, string type)
    {
        lock (_gate)
        {
            var due = _mishaps[way].Where(mishap => mishap.Type is null || mishap.Type == type).ToList();
            due.ForEach(mishap => _mishaps[way].Remove(mishap));
            return due;
        }
    }

    private FaultLink Open(ILink inner, string dialler)
    {
        var link = new FaultLink(this, inner, dialler);
        lock (_gate)
            _open.Add(link);
        return link;
    }

    private List<FaultLink> Opened()
    {
        lock (_gate)
            return [.. _open];
    }

    // A whole line draws nothing: a fault switched on in one place does not shuffle the chances of another.
    private bool Happens(double share) => share > 0 && Share() < share;

    private double Share(TimeSpan of) => of > TimeSpan.Zero ? Share() : 0;

    private double Share() => (Draw() >> 11) * (1.0 / (1UL << 53));

    private ulong Draw()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        _surroundings.Chance.Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }

    private sealed class Branch(FaultLine line, string dialler) : ILine
    {
        public string Name => line.Name;

        public FaultLine Line => line;

        public ValueTask<Dialled> Dial(CancellationToken cancellation) => line.Dial(dialler, cancellation);
    }
}
