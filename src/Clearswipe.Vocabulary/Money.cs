using System.Globalization;

namespace Clearswipe.Vocabulary;

/// <summary>An exact amount in a currency's smallest unit: 1250 of CNY is ¥12.50.</summary>
public readonly record struct Money(long MinorUnits, Currency Currency)
{
    /// <summary>An amount in fen of renminbi: 1250 is ¥12.50.</summary>
    public static Money Fen(long fen) => new(fen, Currency.Cny);

    public static Money operator +(Money left, Money right)
    {
        Invariant.Holds(left.Currency == right.Currency, "amounts of different currencies are never added");
        return left with { MinorUnits = left.MinorUnits + right.MinorUnits };   // overflow throws: the build is checked
    }

    public static Money operator -(Money left, Money right) => left + right with { MinorUnits = -right.MinorUnits };

    public bool IsPositive => MinorUnits > 0;

    /// <summary>As a person reads it: "¥12.50".</summary>
    public override string ToString() =>
        Currency.Symbol + (MinorUnits / 100m).ToString("N2", CultureInfo.InvariantCulture);

    /// <summary>As spoken: "12.50 yuan" without symbols, for voice prompts.</summary>
    public string Spoken => (MinorUnits / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>A currency by its ISO 4217 numeric code; two minor digits are assumed of those listed.</summary>
public readonly record struct Currency(string NumericCode)
{
    /// <summary>Renminbi, ISO 4217 number 156.</summary>
    public static readonly Currency Cny = new("156");

    public string Symbol => NumericCode == Cny.NumericCode ? "¥" : NumericCode + " ";
}
