using System.Globalization;
using Clearswipe.Host.Load;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Stories.Cycles;

/// <summary>How a sale ended for the acquirer's host that asked for it.</summary>
enum HostEnd
{
    /// <summary>Nothing was heard of it yet: it is asked again or reversed until something is.</summary>
    Unknown,
    Approved,
    Refused,

    /// <summary>Its reversal was answered with 00, 12 or 25.</summary>
    Undone,
}

/// <summary>A sale that an acquirer's host asks for, named by fields 41, 11, 7 and 37; the amount in fen.</summary>
sealed record HostSale(string Terminal, string Trace, string SentAt, string Rrn, long Fen)
{
    private static readonly byte[] Purchase = SampleSetup.Purchase();

    public HostEnd End { get; set; }

    /// <summary>Field 39 of the answer that ended it.</summary>
    public string Code { get; set; } = "";

    public string? ApprovalCode { get; set; }

    /// <summary>As the switch's journal names it.</summary>
    public string Name => NameOf(Terminal, Trace, SentAt, Rrn);

    public static string NameOf(string terminal, string trace, string sentAt, string rrn) =>
        $"{terminal}/{trace}/{sentAt}/{rrn}";

    public Message Request()
    {
        Assert.Null(Dialect.Iso1987Ascii.TryRead(Purchase, out var message));
        return Named(message);
    }

    /// <summary>0400, which names the sale by field 90: type 4, trace 6, moment 10, acquirers 22.</summary>
    public Message Reversal() => Named(new Message("0400"))
        .With(2, "6222021234567890").With(3, "000000").With(39, "98").With(49, "156")
        .With(90, "0200" + Trace + SentAt + new string('0', 22));

    public bool IsAnsweredBy(Message answer, string type) =>
        answer.Type == type && answer.Text(11) == Trace && answer.Text(37) == Rrn && answer.Text(41) == Terminal
        && answer.Text(4) == Amount;

    private string Amount => Fen.ToString("D12", CultureInfo.InvariantCulture);

    private Message Named(Message message) => message
        .With(4, Amount).With(7, SentAt).With(11, Trace).With(37, Rrn).With(41, Terminal)
        .With(42, "898440350110001");
}
