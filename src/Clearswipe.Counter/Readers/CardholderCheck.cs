using Clearswipe.Wire.Tracks;

namespace Clearswipe.Counter.Readers;

/// <summary>Whether a card wants a PIN. UnionPay's domestic PIN is always checked online.</summary>
static class CardholderCheck
{
    public static bool WantsPin(ChipFacts facts)
    {
        if (facts.Value(0x8E) is { Length: >= 10 } list)
            return WantsPin(list.Span[8..]);
        return facts.Track is not { } track || WantsPin(track);
    }

    // ISO/IEC 7813, third digit of the service code: 0, 3 and 5 want a PIN, 6 and 7 one where there is a pad. A card
    // that says nothing is a domestic one, and those want it.
    public static bool WantsPin(Track2 track) =>
        track.ServiceCode.Length != 3 || track.ServiceCode[2] is '0' or '3' or '5' or '6' or '7';

    // EMV Book 3, 10.5: rules of two bytes, method and condition, in the issuer's order of preference; 01 is for cash.
    private static bool WantsPin(ReadOnlySpan<byte> rules)
    {
        for (var at = 0; at + 2 <= rules.Length; at += 2)
        {
            if (rules[at + 1] is not (0x00 or 0x03))
                continue;
            switch (rules[at] & 0x3F)
            {
                case 0x01 or 0x02 or 0x03 or 0x04 or 0x05:
                    return true;
                case 0x1E or 0x1F:
                    return false;
                default:
                    continue;
            }
        }

        return true;
    }
}
