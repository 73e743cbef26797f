namespace Clearswipe.Prevention.Watch;

/// <summary>
/// Page's cumulative sum over one scope: each failed card adds the weight of "it is down", each answer takes away. A
/// card that fails again adds nothing, so one customer who tries five times raises no alarm.
/// </summary>
sealed class Cusum
{
    // A healthy scope fails one time in a hundred, one that is down nine times in ten.
    private static readonly double Failure = Math.Log(0.9 / 0.01);
    private static readonly double Success = Math.Log((1 - 0.9) / (1 - 0.01));

    // Four cards in a row, and about one false alarm in millions of sales.
    private const double Alarm = 16;
    private const double AllClear = Alarm / 2;

    private const int CardsRemembered = 64;

    private readonly HashSet<string> _cards = [];
    private double _sum;

    public bool IsAlarmed { get; private set; }

    /// <summary>When the first of the failures came that count now.</summary>
    public DateTimeOffset Since { get; private set; }

    public int CardsHurt { get; private set; }

    /// <summary>A probe that failed has no card: it counts, and it hurt nobody.</summary>
    public void Failed(string? card, DateTimeOffset at)
    {
        if (card is not null && (_cards.Count >= CardsRemembered || !_cards.Add(card)))
            return;
        if (_sum == 0)
            Since = at;
        if (card is not null)
            CardsHurt++;
        _sum = Math.Min(_sum + Failure, Alarm);
        IsAlarmed |= _sum >= Alarm;
    }

    public void Answered()
    {
        _sum = Math.Max(0, _sum + Success);
        if (_sum < AllClear)
            IsAlarmed = false;
        if (_sum == 0)
            Forget();
    }

    /// <summary>It was seen to work as a whole: what failed before says nothing any more.</summary>
    public void Works()
    {
        (_sum, IsAlarmed) = (0, false);
        Forget();
    }

    private void Forget()
    {
        _cards.Clear();
        CardsHurt = 0;
    }
}
