using Clearswipe.Counter.Readers;
using Clearswipe.Lab.Cards;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Devices;

/// <summary>A card reader of the world: somebody presents a card, and it meets what a reader would meet.</summary>
public sealed class SimReader(string name, Surroundings surroundings) : IReader
{
    // A card is in the slot for a moment before the till asks, and in the hand for no longer.
    private static readonly TimeSpan CardLies = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private TaskCompletionSource<Presented>? _waits;
    private IReadOnlySet<ReadMethod> _methods = new HashSet<ReadMethod>();
    private (ReadMethod Method, Presented Presented, DateTimeOffset At)? _lying;
    private bool _isDead;

    public string Name => name;

    /// <summary>The whole reader does not answer.</summary>
    public bool IsDead
    {
        get => _isDead;
        set
        {
            lock (_gate)
            {
                _isDead = value;
                if (value)
                    _waits?.TrySetResult(new Presented.ReaderDead());
            }
        }
    }

    /// <summary>Dirt on the magnetic head: it loses the ends of every stripe.</summary>
    public bool HasDirtyHead { get; set; }

    /// <summary>Dirt in the slot: every chip stays silent.</summary>
    public bool HasDirtySlot { get; set; }

    /// <summary>Whether a card is waited for, by this method.</summary>
    public bool IsWaitingFor(ReadMethod method)
    {
        lock (_gate)
            return _waits is { Task.IsCompleted: false } && _methods.Contains(method);
    }

    /// <summary>Presents a card; false when the card cannot do that, so that there is nothing to meet.</summary>
    public bool Present(LabCard card, ReadMethod method, bool isReversed = false)
    {
        if (Meet(card, method, isReversed) is not { } met)
            return false;
        Offer(method, met);
        return true;
    }

    /// <summary>Two cards come near at once, as from a wallet.</summary>
    public void PresentSeveral() => Offer(ReadMethod.Tap, new Presented.SeveralCardsInField());

    public async ValueTask<Presented> Await(IReadOnlySet<ReadMethod> methods, CancellationToken cancellation)
    {
        var waits = new TaskCompletionSource<Presented>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Begin(methods, waits) is { } already)
            return already;
        using var stop = cancellation.UnsafeRegister(_ => waits.TrySetCanceled(cancellation), null);
        return await waits.Task;
    }

    /// <summary>A cleaning card and a dry cloth.</summary>
    public void Clean() => (HasDirtyHead, HasDirtySlot) = (false, false);

    private Presented? Begin(IReadOnlySet<ReadMethod> methods, TaskCompletionSource<Presented> waits)
    {
        lock (_gate)
        {
            if (IsDead)
                return new Presented.ReaderDead();
            if (TakeLying(methods) is { } lying)
                return lying;
            (_waits, _methods) = (waits, methods);
            return null;
        }
    }

    private Presented? TakeLying(IReadOnlySet<ReadMethod> methods)
    {
        var lying = _lying;
        _lying = null;
        return lying is { } card && methods.Contains(card.Method) && surroundings.Now - card.At <= CardLies
            ? card.Presented
            : null;
    }

    private Presented? Meet(LabCard card, ReadMethod method, bool isReversed) => method switch
    {
        ReadMethod.Swipe when card.Stripe != StripeCondition.None => new Presented.Swiped(Head(card.Swipe())),
        ReadMethod.Chip => new Presented.Inserted(card.PutIn(isReversed || HasDirtySlot || !card.Model.HasChip)),
        ReadMethod.Tap when card.Model.IsContactless => new Presented.Tapped(card.HoldOver()),
        ReadMethod.Swipe or ReadMethod.Tap => null,
        _ => throw new InvariantException("a card is put in, held over the reader, or swiped"),
    };

    private IReadOnlyList<bool> Head(IReadOnlyList<bool> bits) =>
        HasDirtyHead ? StripeImage.ThroughDirt(bits) : bits;

    private void Offer(ReadMethod method, Presented met)
    {
        lock (_gate)
        {
            if (_waits is { Task.IsCompleted: false } waits && _methods.Contains(method))
                waits.TrySetResult(met);
            else
                _lying = (method, met, surroundings.Now);
        }
    }
}
