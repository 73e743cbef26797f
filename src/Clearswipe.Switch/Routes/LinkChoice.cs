using Clearswipe.Wire.Framing;

namespace Clearswipe.Switch.Routes;

/// <summary>Which link is asked next. It is looked at for every sale, and allocates nothing.</summary>
sealed class LinkChoice(IssuerLink[] links, LinkOrder order)
{
    private uint _turn;

    /// <summary>Null when none may be used.</summary>
    public (IssuerLink Link, ILink Over)? Next() => order == LinkOrder.Pooled ? InTurn() : FirstInOrder();

    private (IssuerLink Link, ILink Over)? InTurn()
    {
        var turn = Interlocked.Increment(ref _turn);
        for (var i = 0u; i < links.Length; i++)
        {
            var link = links[(turn + i) % (uint)links.Length];
            if (link.Usable is { } over)
                return (link, over);
        }

        return null;
    }

    // A line that comes and goes does not draw the sales to and fro: what stood meanwhile keeps them for a while.
    private (IssuerLink Link, ILink Over)? FirstInOrder()
    {
        (IssuerLink Link, ILink Over)? first = null;
        foreach (var link in links)
            if (link.Usable is { } over)
            {
                if (links.Length == 1 || link.HasSettled)
                    return (link, over);
                first ??= (link, over);
            }

        return first;
    }
}
