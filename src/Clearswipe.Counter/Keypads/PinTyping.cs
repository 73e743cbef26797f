using System.Security.Cryptography;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Keypads;

/// <summary>How typing a PIN stands after a key.</summary>
enum Typing
{
    GoesOn,
    Entered,
    Cancelled,
}

/// <summary>
/// One PIN while it is typed: keys go in, a count of stars and observations come out. The digits stay here and are
/// wiped when it is disposed of.
/// </summary>
sealed class PinTyping(IKeyWatch watch) : IDisposable
{
    private readonly byte[] _digits = new byte[Limits.LongestPin];
    private (PadKey Key, DateTimeOffset At)? _last;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Digits => _digits.AsSpan(0, Count);

    public Typing Down(PadKey key, DateTimeOffset at)
    {
        if (IsStruckTwice(key, at))
            return Typing.GoesOn;

        _last = (key, at);
        return key switch
        {
            PadKey.Cancel => Typing.Cancelled,
            PadKey.Enter => Enter(at),
            PadKey.Clear => Clear(),
            PadKey.Zero or PadKey.One or PadKey.Two or PadKey.Three or PadKey.Four or PadKey.Five or PadKey.Six
                or PadKey.Seven or PadKey.Eight or PadKey.Nine => Digit((byte)('0' + key)),
            _ => throw new InvariantException("a pad has no such key"),
        };
    }

    /// <summary>A finger that rests on a key hides whether it was meant once.</summary>
    public void Up(DateTimeOffset downAt, DateTimeOffset at)
    {
        if (at - downAt > Limits.KeyPress)
            watch.Saw(new Observation.KeyHeldDown(at, at - downAt));
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_digits);

    // EN 301 549, 5.8: a bouncing key or a trembling hand counts once.
    private bool IsStruckTwice(PadKey key, DateTimeOffset at)
    {
        if (_last is not { } last || last.Key != key || at - last.At >= Limits.DoubleStrike)
            return false;

        watch.Saw(new Observation.KeyStruckTwice(at, at - last.At));
        return true;
    }

    private Typing Digit(byte digit)
    {
        if (Count < Limits.LongestPin)
            _digits[Count++] = digit;
        return Told();
    }

    private Typing Clear()
    {
        CryptographicOperations.ZeroMemory(_digits);
        Count = 0;
        return Told();
    }

    // A PIN that came out too short is typed again from the start: nobody knows which key was missed.
    private Typing Enter(DateTimeOffset at)
    {
        if (Count >= Limits.ShortestPin)
            return Typing.Entered;

        watch.Saw(new Observation.PinTooShort(at, Count));
        return Clear();
    }

    private Typing Told()
    {
        watch.KeysEntered(Count);
        return Typing.GoesOn;
    }
}
