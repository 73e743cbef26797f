using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Evidence;

/// <summary>Which observations are about the card that is in hand now, and which about one before it.</summary>
static class CardInHand
{
    /// <summary>When the present card came in place of another; the beginning of time if there was only one.</summary>
    public static DateTimeOffset Since(IEnumerable<Observation> seen)
    {
        var (card, since) = ((string?)null, DateTimeOffset.MinValue);
        foreach (var observation in seen.OrderBy(observation => observation.At))
        {
            // A card that could not be read has no token: nobody can say that it is another one.
            if (CardOf(observation) is not { } read || read == card)
                continue;
            since = card is null ? since : observation.At;
            card = read;
        }

        return since;
    }

    private static string? CardOf(Observation seen) => seen switch
    {
        Observation.StripeWasRead stripe => stripe.Card,
        Observation.ChipWasRead chip => chip.Card,
        Observation.CardWasTapped tap => tap.Card,
        _ => null,
    };
}
