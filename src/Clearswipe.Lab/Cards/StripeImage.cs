using Clearswipe.Vocabulary;
using Clearswipe.Wire.Tracks;

namespace Clearswipe.Lab.Cards;

/// <summary>
/// What a head reads from a stripe: the bits of track 2, and what magnets, scratches and dirt make of them.
/// </summary>
static class StripeImage
{
    private const int DirtHides = 32;
    private const int FadedEvery = 40;
    private const int FadedFor = 4;

    // In the middle of the card number, one bit in each of three neighbouring characters.
    private static readonly int[] Scratch = [62, 67, 73];

    public static IReadOnlyList<bool> Of(CardModel card, StripeCondition condition)
    {
        var bits = Track2.Encode(card.Track2).ToArray();
        return condition switch
        {
            StripeCondition.Good => bits,
            StripeCondition.None or StripeCondition.Demagnetised => [],
            StripeCondition.Weak => Faded(bits),
            StripeCondition.Scratched => Scratched(bits),
            _ => throw new InvariantException("a stripe is in one of five conditions"),
        };
    }

    /// <summary>A dirty head loses contact at both ends of the card, where it starts and where it leaves.</summary>
    public static IReadOnlyList<bool> ThroughDirt(IReadOnlyList<bool> bits) =>
        [.. bits.Skip(DirtHides).SkipLast(DirtHides)];

    private static bool[] Faded(bool[] bits) => [.. bits.Select((bit, at) => at % FadedEvery >= FadedFor && bit)];

    private static bool[] Scratched(bool[] bits)
    {
        foreach (var at in Scratch)
            bits[at] = !bits[at];
        return bits;
    }
}
