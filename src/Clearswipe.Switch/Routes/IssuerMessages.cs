using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Routes;

/// <summary>What the switch says to issuers (docs/MESSAGES.md).</summary>
static class IssuerMessages
{
    private const string Renminbi = "156";
    private const string PinFormat = "2600000000000000";

    private const int Track2 = 35;
    private const int ChipData = 55;
    private const int DayLength = 8;

    // Passed on as the terminal sent them, when it did.
    private static readonly int[] PassedOn = [14, 22, 23, Track2, ChipData];

    /// <summary>What is asked and awaited. The PIN block is under the zone's key already, or null.</summary>
    public static Message Request(
        Attempt attempt, Attempt? original, string acquirer, Pan pan, Message request, ReadOnlyMemory<byte>? pinBlock)
    {
        var asked = Asked(attempt, original, acquirer, pan);
        // Position 3 of field 53: the track is under a key that the issuer does not have. A terminal's is opened
        // before, a host's goes no further.
        var isTrackSealed = request.Text(53) is [_, _, '1', ..];
        foreach (var field in PassedOn)
            if (field != Track2 || !isTrackSealed)
                Pass(request, asked, field);
        return pinBlock is { } block ? asked.With(52, block).With(53, PinFormat) : asked;
    }

    /// <summary>What is told until it is heard: built from its row alone, the same each time.</summary>
    public static Message Advice(Attempt attempt, Attempt? original, string acquirer, Pan pan)
    {
        var advice = Asked(attempt, original, acquirer, pan);
        if (attempt.ApprovalCode is { } approval)
            advice.With(38, approval);
        return attempt.Chip is { } chip ? advice.With(ChipData, chip) : advice;
    }

    /// <summary>What an issuer's answer to a request or an advice says.</summary>
    public static Happening.IssuerAnswered Answered(ResponseCode code, Message answer) =>
        new(code, answer.Text(38))
        {
            Balance = AdditionalAmount.Read(answer.Text(54)),
            Chip = answer.Bytes(ChipData),
        };

    /// <summary>Built without track and PIN, so that nothing of the kind has to be kept for it.</summary>
    public static Message Reversal(Attempt attempt, string acquirer, Pan pan, string sentAt) =>
        Named("0400", attempt, acquirer, pan)
            .With(7, sentAt)
            .With(39, (attempt.Reason ?? ResponseCode.IssuerTimedOut).Value)
            .With(90, Original(attempt, acquirer));

    private static Message Asked(Attempt attempt, Attempt? original, string acquirer, Pan pan)
    {
        var asked = Named(ServiceCodes.Of(attempt.Service).Type, attempt, acquirer, pan).With(7, attempt.SentAt);
        if (attempt.Day.Length == DayLength)
            asked.With(15, attempt.Day[^4..]);
        return original is null ? asked : asked.With(90, Original(original, acquirer));
    }

    // Type 4, trace 6, moment 10, acquirer 11, and no forwarding institution.
    private static string Original(Attempt attempt, string acquirer) =>
        ServiceCodes.Of(attempt.Service).Type + attempt.IssuerTrace + attempt.SentAt + acquirer.PadLeft(11, '0')
            + new string('0', 11);

    private static Message Named(string type, Attempt attempt, string acquirer, Pan pan)
    {
        var codes = ServiceCodes.Of(attempt.Service);
        var message = new Message(type)
            .With(2, pan.Reveal())
            .With(3, codes.Processing)
            .With(11, attempt.IssuerTrace)
            .With(12, attempt.LocalTime)
            .With(13, attempt.LocalDate)
            .With(25, codes.Condition)
            .With(32, acquirer)
            .With(37, attempt.Rrn)
            .With(41, attempt.Id.Terminal.Value)
            .With(42, attempt.Merchant.Value)
            .With(49, Renminbi);
        return attempt.Service.HasAmount() ? message.With(4, attempt.Amount.MinorUnits.ToString("D12")) : message;
    }

    private static void Pass(Message from, Message to, int field)
    {
        if (field == ChipData && from.Bytes(field) is { } bytes)
            to.With(field, bytes);
        else if (field != ChipData && from.Text(field) is { } text)
            to.With(field, text);
    }
}
