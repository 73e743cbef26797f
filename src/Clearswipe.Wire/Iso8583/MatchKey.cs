using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// What an answer is matched on, as one value: never the trace number alone (terminal 41 of up to 16 characters, trace
/// 11, amount 4, date 13; from ISO 8583:1993 on date and time 12). A field that a message does not carry is -1 on both
/// sides, a terminal 0.
/// </summary>
public readonly record struct MatchKey(UInt128 Terminal, long Trace, long Amount, long Date)
{
    private const int LongestTerminal = 16;

    /// <summary>What stands for a number that a message does not carry.</summary>
    public const long Absent = -1;

    /// <summary>The key of a message of ours; throws when a field of it is no number of up to 18 digits.</summary>
    public static MatchKey Of(Message message) =>
        TryOf(message, out var key) ? key : throw new InvariantException("what answers are matched on is numbers");

    /// <summary>
    /// False when a field of the key is no number of up to 18 digits: nothing matches such a message.
    /// </summary>
    public static bool TryOf(Message message, out MatchKey key)
    {
        var fits = TryTerminal(message.Text(41), out var terminal)
            & TryNumber(message.Text(11), out var trace)
            & TryNumber(message.Text(4), out var amount)
            & TryNumber(message.Text(message.Type.StartsWith('0') ? 13 : 12), out var date);
        key = new MatchKey(terminal, trace, amount, date);
        return fits;
    }

    /// <inheritdoc cref="TryOf(Message, out MatchKey)"/>
    public static bool TryOf(in MessageView message, out MatchKey key)
    {
        Span<byte> terminal = stackalloc byte[LongestTerminal];
        var fits = message.Length(41) <= LongestTerminal;
        if (!fits || !message.TryCopy(41, terminal, out var length))
            length = 0;
        var date = Absent;
        fits = fits & TryNumber(message, 11, out var trace) & TryNumber(message, 4, out var amount)
            & TryNumber(message, message.Type is not { Version: > 0 } ? 13 : 12, out date);
        key = new MatchKey(Packed(terminal[..length]), trace, amount, date);
        return fits;
    }

    private static bool TryNumber(in MessageView message, int field, out long number)
    {
        number = Absent;
        return !message.Has(field) || message.TryNumber(field, out number);
    }

    private static bool TryNumber(string? digits, out long number)
    {
        number = Absent;
        if (digits is null)
            return true;
        if (digits.Length > 18 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return false;
        number = 0;
        foreach (var digit in digits)
            number = number * 10 + digit - '0';
        return true;
    }

    private static bool TryTerminal(string? text, out UInt128 terminal)
    {
        Span<byte> characters = stackalloc byte[LongestTerminal];
        terminal = 0;
        if (text is null)
            return true;
        if (text.Length > LongestTerminal)
            return false;
        terminal = Packed(characters[..System.Text.Encoding.Latin1.GetBytes(text, characters)]);
        return true;
    }

    private static UInt128 Packed(ReadOnlySpan<byte> characters)
    {
        UInt128 packed = 0;
        foreach (var character in characters)
            packed = packed << 8 | character;
        return packed;
    }
}
