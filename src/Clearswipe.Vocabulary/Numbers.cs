using System.Globalization;

namespace Clearswipe.Vocabulary;

/// <summary>A terminal's number at its acquirer: eight characters (ISO 8583 field 41).</summary>
public readonly record struct TerminalId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A merchant's number at its acquirer: fifteen characters (ISO 8583 field 42).</summary>
public readonly record struct MerchantId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>An issuer, by the short name under which routes, calendars and advice know it, such as "harbour".</summary>
public readonly record struct IssuerId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>The systems trace audit number, 1 to 999999 (ISO 8583 field 11). It never repeats within a batch.</summary>
public readonly record struct TraceNumber(int Value)
{
    public const int Last = 999_999;

    public TraceNumber Next => new(Value == Last ? 1 : Value + 1);

    public static TraceNumber? Read(string? digits) =>
        digits is { Length: 6 } && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value > 0
            ? new TraceNumber(value)
            : null;

    public override string ToString() => Value.ToString("D6", CultureInfo.InvariantCulture);
}

/// <summary>The number of a terminal's open batch, 1 to 999999 (UnionPay POS field 60.2).</summary>
public readonly record struct BatchNumber(int Value)
{
    public override string ToString() => Value.ToString("D6", CultureInfo.InvariantCulture);
}

/// <summary>One attempt to charge a card, for ever: the terminal, its batch and its trace number in it.</summary>
public readonly record struct AttemptId(TerminalId Terminal, BatchNumber Batch, TraceNumber Trace)
{
    public override string ToString() => $"{Terminal}/{Batch}/{Trace}";
}
