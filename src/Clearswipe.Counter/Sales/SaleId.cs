using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>One sale, for ever: the terminal that began it and its running number there.</summary>
public readonly record struct SaleId(string Value)
{
    public static SaleId Of(TerminalId terminal, long number) => new($"{terminal}-{number}");

    public override string ToString() => Value;
}
