using System.Security.Cryptography;
using Clearswipe.Counter.Keypads;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Counter.Links;

/// <summary>What a message that came in is to the request that is open.</summary>
enum Answering
{
    Answers,
    /// <summary>It answers, but its MAC is missing or wrong: it is none.</summary>
    MacWrong,
    /// <summary>It answers something else, or nothing that we can read.</summary>
    Unmatched,
}

/// <summary>Whether a message answers a request: the MAC first, then terminal, trace number, amount and date.</summary>
static class Answers
{
    public static Message? Read(ReadOnlyMemory<byte> bytes) =>
        PosEnvelope.TryRead(bytes, out _, out var body) is null
            && Dialect.UnionPayPos.TryRead(body, out var message) is null
            ? message
            : null;

    public static Answering Judge(Request request, Message answer, IKeypad pad)
    {
        var matches = Matches(request.Message, answer);
        if (!request.IsSigned || MacFits(answer, pad))
            return matches ? Answering.Answers : Answering.Unmatched;

        return matches ? Answering.MacWrong : Answering.Unmatched;
    }

    // What the request did not carry, such as the amount of a look-up, cannot be matched. Under code 10 the answer's
    // amount is what was approved, and never more than was asked for.
    internal static bool Matches(Message request, Message answer)
    {
        var asked = MatchKey.Of(request);
        return MatchKey.TryOf(answer, out var told)
            && answer.Type == MessageType.AnswerTo(request.Type)
            && told.Terminal == asked.Terminal
            && told.Trace == asked.Trace
            && (asked.Date == MatchKey.Absent || told.Date == asked.Date)
            && (asked.Amount == MatchKey.Absent || told.Amount == asked.Amount || IsPartOf(asked, told, answer));
    }

    private static bool IsPartOf(MatchKey asked, MatchKey told, Message answer) =>
        answer.Text(39) == ResponseCode.PartlyApproved.Value
        && told.Amount != MatchKey.Absent
        && told.Amount < asked.Amount;

    private static bool MacFits(Message answer, IKeypad pad) =>
        answer.Mac is { } mac
        && pad.Mac(answer.Signed.Span) is { } expected
        && CryptographicOperations.FixedTimeEquals(expected, mac.Span);
}
