using Clearswipe.Counter.Keypads;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Devices;

/// <summary>
/// The keys of a pad and the fingers on them, over the Counter's own pad: what the fingers mean and what the pad gets
/// differ when a key is stuck, dead, or under a second finger.
/// </summary>
public sealed class SimKeypad(SoftPad pad, Surroundings surroundings)
{
    private static readonly TimeSpan Stroke = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan RestingFinger = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Bounce = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan BetweenKeys = TimeSpan.FromMilliseconds(400);

    /// <summary>Goes down and does not come up again.</summary>
    public PadKey? StuckKey { get; set; }

    /// <summary>Can be struck as often as one likes.</summary>
    public PadKey? DeadKey { get; set; }

    /// <summary>A finger rests on this key while it should only strike it.</summary>
    public PadKey? CoveredKey { get; set; }

    /// <summary>Each stroke comes twice, as from a worn contact.</summary>
    public bool StrikesTwice { get; set; }

    public PadState State => pad.State;

    /// <summary>The cable is out, or in again.</summary>
    public void Plug(bool isIn) => pad.Sense(isIn ? PadState.Ready : PadState.Silent);

    /// <summary>Somebody opened the case: the keys are gone for good.</summary>
    public void Tamper() => pad.Sense(PadState.Tampered);

    /// <summary>The pad lost its working keys, as after a dead battery.</summary>
    public void LoseKeys() => pad.Sense(PadState.NoKeys);

    /// <summary>What a check of the pad mends: a key comes free, a finger goes away, the cable is pushed in.</summary>
    public void Mend()
    {
        if (StuckKey is { } stuck)
            pad.KeyUp(stuck, surroundings.Now);
        (StuckKey, DeadKey, CoveredKey, StrikesTwice) = (null, null, null, false);
        Plug(isIn: true);
    }

    public async Task Type(string digits, CancellationToken cancellation)
    {
        foreach (var digit in digits)
            await Strike((PadKey)(digit - '0'), cancellation);
        await Strike(PadKey.Enter, cancellation);
    }

    public async Task Strike(PadKey key, CancellationToken cancellation)
    {
        await Wait(BetweenKeys, cancellation);
        if (key == DeadKey)
            return;
        pad.KeyDown(key, surroundings.Now);
        if (key == StuckKey)
            return;
        await Wait(key == CoveredKey ? RestingFinger : Stroke, cancellation);
        pad.KeyUp(key, surroundings.Now);
        if (StrikesTwice && key != PadKey.Enter)
            await Again(key, cancellation);
    }

    private async Task Again(PadKey key, CancellationToken cancellation)
    {
        pad.KeyDown(key, surroundings.Now);
        await Wait(Bounce, cancellation);
        pad.KeyUp(key, surroundings.Now);
    }

    private Task Wait(TimeSpan span, CancellationToken cancellation) =>
        Task.Delay(span, surroundings.Time, cancellation);
}
