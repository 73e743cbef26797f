using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Routes;

/// <summary>What the switch says to issuers (docs/MESSAGES.md).</summary>
static class IssuerMessages
{
    private const string Renminbi = "156";
    private const string PinFormat = "2600000000000000";

    private const int ChipData = 55;

    // Passed on as the terminal sent them, when it did.
    private static readonly int[] PassedOn = [14, 22, 23, 25, 35, ChipData];

    /// <summary>The PIN block is under the zone's key already, or null.</summary>
    public static Message Sale(
        Attempt attempt, string acquirer, Pan pan, Message request, ReadOnlyMemory<byte>? pinBlock)
    {
        var sale = Named("0200", attempt, acquirer, pan).With(7, attempt.SentAt);
        foreach (var field in PassedOn)
            Pass(request, sale, field);
        return pinBlock is { } block ? sale.With(52, block).With(53, PinFormat) : sale;
    }

    /// <summary>Built without track and PIN, so that nothing of the kind has to be kept for it.</summary>
    public static Message Reversal(Attempt attempt, string acquirer, Pan pan, string sentAt) =>
        Named("0400", attempt, acquirer, pan)
            .With(7, sentAt)
            .With(39, (attempt.Reason ?? ResponseCode.IssuerTimedOut).Value)
            .With(90, $"0200{attempt.IssuerTrace}{attempt.SentAt}{acquirer.PadLeft(11, '0')}{new string('0', 11)}");

    private static Message Named(string type, Attempt attempt, string acquirer, Pan pan) =>
        new Message(type)
            .With(2, pan.Reveal())
            .With(3, "000000")
            .With(4, attempt.Amount.MinorUnits.ToString("D12"))
            .With(11, attempt.IssuerTrace)
            .With(12, attempt.LocalTime)
            .With(13, attempt.LocalDate)
            .With(32, acquirer)
            .With(37, attempt.Rrn)
            .With(41, attempt.Id.Terminal.Value)
            .With(42, attempt.Merchant.Value)
            .With(49, Renminbi);

    private static void Pass(Message from, Message to, int field)
    {
        if (field == ChipData && from.Bytes(field) is { } bytes)
            to.With(field, bytes);
        else if (field != ChipData && from.Text(field) is { } text)
            to.With(field, text);
    }
}
