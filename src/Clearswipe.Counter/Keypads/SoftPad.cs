using System.Threading.Channels;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Keypads;

/// <summary>
/// A PIN pad in software, over a software vault: for the demo page, the Lab and the tests. It behaves as a real one,
/// and is none: its keys stand in ordinary memory.
/// </summary>
public sealed class SoftPad(KeyVault vault, SealedKey master, Surroundings surroundings) : IKeypad
{
    /// <summary>A key that is down for so long is not a finger.</summary>
    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(10);

    private const int StrikesWaiting = 256;

    private readonly Lock _gate = new();
    private readonly LastPins _lastPins = new(surroundings.Chance);
    private PadState _sensed = PadState.Ready;
    private (SealedKey Pin, SealedKey Mac)? _keys;
    private (PadKey Key, DateTimeOffset At)? _held;
    private Channel<Strike>? _strikes;

    /// <summary>A key that went down or came up; without a key, the sensors spoke.</summary>
    private sealed record Strike(PadKey? Key, DateTimeOffset At, DateTimeOffset? DownAt);

    public PadState State
    {
        get
        {
            lock (_gate)
                return _sensed == PadState.Ready && _keys is null ? PadState.NoKeys : _sensed;
        }
    }

    public void KeyDown(PadKey key, DateTimeOffset at)
    {
        lock (_gate)
        {
            _held ??= (key, at);
            _strikes?.Writer.TryWrite(new Strike(key, at, null));
        }
    }

    public void KeyUp(PadKey key, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_held is { } held && held.Key == key)
            {
                _strikes?.Writer.TryWrite(new Strike(key, at, held.At));
                _held = null;
            }

            if (_sensed == PadState.KeyStuck)
                _sensed = PadState.Ready;
        }
    }

    /// <summary>
    /// What the pad's own sensors say: silent, tampered (which erases its keys for good), or ready again.
    /// </summary>
    public void Sense(PadState state)
    {
        lock (_gate)
        {
            // No restart and no cable ever mends a pad that was opened.
            if (_sensed == PadState.Tampered)
                return;

            _sensed = state == PadState.NoKeys ? PadState.Ready : state;
            if (state is PadState.Tampered or PadState.NoKeys)
                _keys = null;
            _strikes?.Writer.TryWrite(new Strike(null, surroundings.Now, null));
        }
    }

    public ValueTask<bool> LoadKeys(WrappedKey pinKey, WrappedKey macKey, CancellationToken cancellation)
    {
        var pin = vault.Keys.Unwrap(master, KeyUse.Pin, KeyAlgorithm.TripleDes2, pinKey);
        var mac = vault.Keys.Unwrap(master, KeyUse.Mac, KeyAlgorithm.Des, macKey);
        lock (_gate)
        {
            if (pin is null || mac is null || _sensed is PadState.Tampered or PadState.Silent)
                return ValueTask.FromResult(false);

            _keys = (pin, mac);
            return ValueTask.FromResult(true);
        }
    }

    public async ValueTask<PinEntry> EnterPin(Pan pan, IKeyWatch watch, CancellationToken cancellation)
    {
        if (State is not PadState.Ready and var state)
            return Fail(state, watch);

        var strikes = Begin();
        try
        {
            using var typing = new PinTyping(watch);
            watch.KeysEntered(0);
            return await Type(typing, strikes, pan, watch, cancellation);
        }
        finally
        {
            lock (_gate)
                _strikes = null;
        }
    }

    public byte[]? Mac(ReadOnlySpan<byte> message)
    {
        SealedKey? key;
        lock (_gate)
            key = _sensed is PadState.Tampered or PadState.Silent ? null : _keys?.Mac;
        return key is null ? null : vault.Macs.Of(key, MacAlgorithm.UnionPayEcb, message);
    }

    public void Forget()
    {
        lock (_gate)
            _lastPins.Forget();
    }

    private ChannelReader<Strike> Begin()
    {
        lock (_gate)
        {
            _strikes = Channel.CreateBounded<Strike>(
                new BoundedChannelOptions(StrikesWaiting) { FullMode = BoundedChannelFullMode.Wait });
            return _strikes.Reader;
        }
    }

    private async ValueTask<PinEntry> Type(
        PinTyping typing, ChannelReader<Strike> strikes, Pan pan, IKeyWatch watch, CancellationToken cancellation)
    {
        var deadline = surroundings.Now + Limits.PinEntry;
        while (true)
        {
            if (!await Comes(strikes, deadline, cancellation))
            {
                if (IsStuck())
                    return Fail(PadState.KeyStuck, watch);
                if (surroundings.Now < deadline)
                    continue;

                watch.Saw(new Observation.PinEntryTimedOut(surroundings.Now, typing.Count));
                return new PinEntry.TimedOut(typing.Count);
            }

            while (strikes.TryRead(out var strike))
            {
                deadline = surroundings.Now + Limits.PinEntry;
                if (Took(strike, typing, pan, watch) is { } end)
                    return end;
            }
        }
    }

    private PinEntry? Took(Strike strike, PinTyping typing, Pan pan, IKeyWatch watch)
    {
        if (strike.Key is not { } key)
            return State == PadState.Ready ? null : Fail(State, watch);

        if (strike.DownAt is { } downAt)
        {
            typing.Up(downAt, strike.At);
            return null;
        }

        return typing.Down(key, strike.At) switch
        {
            Typing.GoesOn => null,
            Typing.Cancelled => new PinEntry.Cancelled(),
            Typing.Entered => Seal(typing, pan, watch),
            _ => throw new InvariantException("typing goes on, is cancelled or ends"),
        };
    }

    private PinEntry Seal(PinTyping typing, Pan pan, IKeyWatch watch)
    {
        lock (_gate)
        {
            if (_keys is not { } keys)
                return Fail(PadState.NoKeys, watch);

            if (_lastPins.Compare(vault.Cards.Token(pan), typing.Digits) is { } same)
                watch.Saw(new Observation.PinCompared(surroundings.Now, same));
            return new PinEntry.Entered(vault.Pins.Encrypt(PinBlockKey.Iso0(keys.Pin), pan, typing.Digits));
        }
    }

    /// <summary>Whether a strike came before the deadline and before a key that is down counts as stuck.</summary>
    private async ValueTask<bool> Comes(
        ChannelReader<Strike> strikes, DateTimeOffset deadline, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var come = Next(strikes, patience.Token);
        var tired = Tire(deadline, patience.Token);
        await Task.WhenAny(come, tired);
        var came = come.IsCompletedSuccessfully;
        Release(patience);
        cancellation.ThrowIfCancellationRequested();
        return came;
    }

    // As a method of its own: a delay that is cancelled would tell WhenAny of it in another thread.
    private async Task Tire(DateTimeOffset deadline, CancellationToken cancellation) =>
        await Task.Delay(Patience(deadline), surroundings.Time, cancellation);

    // As a method of its own and not by AsTask, which would go on in another thread.
    private static async Task<bool> Next(ChannelReader<Strike> strikes, CancellationToken cancellation) =>
        await strikes.WaitToReadAsync(cancellation);

    // CancelAsync would go on in another thread, which no run could replay.
    private static void Release(CancellationTokenSource patience) => patience.Cancel();

    private TimeSpan Patience(DateTimeOffset deadline)
    {
        lock (_gate)
        {
            var until = _held is { } held && held.At + StuckAfter < deadline ? held.At + StuckAfter : deadline;
            var left = until - surroundings.Now;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private bool IsStuck()
    {
        lock (_gate)
        {
            if (_held is not { } held || surroundings.Now - held.At < StuckAfter)
                return false;

            _sensed = PadState.KeyStuck;
            return true;
        }
    }

    private PinEntry.Failed Fail(PadState state, IKeyWatch watch)
    {
        watch.Saw(new Observation.PadReported(surroundings.Now, state));
        return new PinEntry.Failed(state);
    }
}
