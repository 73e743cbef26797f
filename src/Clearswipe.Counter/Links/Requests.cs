using Clearswipe.Counter.Sales;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Counter.Links;

/// <summary>A message for the switch, and whether it and its answer carry a MAC.</summary>
sealed record Request(Message Message, bool IsSigned);

/// <summary>The messages of a till, as docs/MESSAGES.md lays them out.</summary>
sealed class Requests(TillSettings settings)
{
    public Request SignOn(TraceNumber trace, BatchNumber batch) =>
        new(Begin("0800", trace).With(60, $"00{batch}003").With(63, $"{settings.Operator.PadLeft(2, '0')} "), false);

    public Request Echo(TraceNumber trace, BatchNumber batch) =>
        new(Begin("0820", trace).With(60, $"00{batch}301"), false);

    public Request LookUp(TraceNumber trace, BatchNumber batch, Charge original) =>
        new(Begin("0820", trace)
            .With(12, original.Time)
            .With(13, original.Date)
            .With(60, $"00{batch}901")
            .With(61, Original(original)), true);

    /// <summary>
    /// The reversal repeats the original's numbers; track and PIN block are not in it, and nowhere else.
    /// </summary>
    public Request Reversal(Charge original, Pan pan, BatchNumber batch)
    {
        var message = Begin("0400", original.Attempt.Id.Trace)
            .With(2, pan.Reveal())
            .With(3, "000000")
            .With(4, Amount(original.Attempt.Amount))
            .With(12, original.Time)
            .With(13, original.Date)
            .With(22, original.EntryMode)
            .With(25, "00")
            .With(39, original.Attempt.ReversalReason!)
            .With(49, Currency.Cny.NumericCode)
            .With(60, $"22{batch}000")
            .With(61, Original(original));
        return new Request(message, true);
    }

    public Request Sale(Charge charge, CardInHand card, ReadOnlyMemory<byte>? pinBlock)
    {
        var message = Begin("0200", charge.Attempt.Id.Trace)
            .With(2, card.Pan.Reveal())
            .With(3, "000000")
            .With(4, Amount(charge.Attempt.Amount))
            .With(12, charge.Time)
            .With(13, charge.Date)
            .With(22, charge.EntryMode)
            .With(25, "00")
            .With(49, Currency.Cny.NumericCode)
            .With(60, $"22{charge.Attempt.Id.Batch}000{Capability(card)}0");
        if (card.Expiry is { } expiry)
            message.With(14, expiry);
        if (charge.Sequence is { } sequence)
            message.With(23, sequence);
        if (card.Track2 is { } track)
            message.With(35, track);
        if (card.ChipData is { } chip)
            message.With(55, chip);
        if (pinBlock is { } block)
            message.With(26, "12").With(52, block).With(53, "2600000000000000");
        return new Request(message, true);
    }

    /// <summary>Field 22: how the card was read, then 1 with a PIN and 2 without.</summary>
    public static string EntryMode(ReadMethod method, bool hasPin) => Method(method) + (hasPin ? "1" : "2");

    public static string Amount(Money amount) => amount.MinorUnits.ToString("D12");

    private Message Begin(string type, TraceNumber trace) => new Message(type)
        .With(11, trace.ToString())
        .With(41, settings.Terminal.Value)
        .With(42, settings.Merchant.Value);

    private static string Original(Charge original) =>
        $"{original.Attempt.Id.Batch}{original.Attempt.Id.Trace}{original.Date}";

    private static string Method(ReadMethod method) => method switch
    {
        ReadMethod.Chip => "05",
        ReadMethod.Tap => "07",
        ReadMethod.Swipe => "02",
        _ => throw new InvariantException("a card is inserted, tapped or swiped"),
    };

    private static string Capability(CardInHand card) => card.Method switch
    {
        ReadMethod.Chip => "5",
        ReadMethod.Tap => "6",
        ReadMethod.Swipe => "2",
        _ => throw new InvariantException("a card is inserted, tapped or swiped"),
    };
}
