namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// What an answer is matched on: never the trace number alone (terminal 41, trace 11, amount 4, date 13). A field that
/// a message does not carry is "" on both sides.
/// </summary>
public readonly record struct MatchKey(string Terminal, string Trace, string Amount, string Date)
{
    public static MatchKey Of(Message message) =>
        new(message.Text(41) ?? "", message.Text(11) ?? "", message.Text(4) ?? "", message.Text(13) ?? "");
}
