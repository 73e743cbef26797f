using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Routes;

/// <summary>When an issuer is closed for maintenance.</summary>
public abstract record Closure
{
    private Closure()
    {
    }

    /// <summary>Every day between two times of the local clock; it may go over midnight.</summary>
    public sealed record Daily(TimeOnly From, TimeOnly Until) : Closure;

    public sealed record Once(DateTimeOffset From, DateTimeOffset Until) : Closure;

    /// <summary>The time that is not over yet and begins first, or has begun; null when none comes any more.</summary>
    internal (DateTimeOffset From, DateTimeOffset Until)? Next(DateTimeOffset localNow) => this switch
    {
        Once(var from, var until) => localNow < until ? (from, until) : null,
        Daily daily => NextOf(daily, localNow),
        _ => throw new InvariantException("a closure comes daily or once"),
    };

    private static (DateTimeOffset From, DateTimeOffset Until) NextOf(Daily daily, DateTimeOffset localNow)
    {
        // What began yesterday may go on after midnight. A difference of times is never negative: it goes round.
        var from = new DateTimeOffset(localNow.Date + daily.From.ToTimeSpan(), localNow.Offset).AddDays(-1);
        var lasts = daily.Until - daily.From;
        while (from + lasts <= localNow)
            from = from.AddDays(1);
        return (from, from + lasts);
    }
}
