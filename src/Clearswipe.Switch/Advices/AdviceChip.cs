using Clearswipe.Wire.Emv;

namespace Clearswipe.Switch.Advices;

/// <summary>
/// What an advice keeps of field 55: the verdicts of chip and terminal, and nothing of the card (95 results, 9F1E
/// device, 9F10 issuer data, 9F36 counter, DF31 script result; the chip data of a UnionPay reversal).
/// </summary>
static class AdviceChip
{
    private static readonly Tag[] Kept = [0x95, 0x9F1E, 0x9F10, 0x9F36, 0xDF31];

    public static ReadOnlyMemory<byte>? Of(ReadOnlyMemory<byte>? field55)
    {
        if (field55 is not { } data || ChipData.TryRead(data, out var chip) is not null)
            return null;
        var kept = new ChipData();
        foreach (var tag in Kept)
            if (chip.Value(tag) is { } value)
                kept.With(tag, value);
        return kept.Tags.Any() ? kept.ToBytes() : null;
    }
}
