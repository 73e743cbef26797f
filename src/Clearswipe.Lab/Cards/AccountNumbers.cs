using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Cards;

/// <summary>
/// Numbers for cards that no bank can have issued. They begin with 9999: major industry identifier 9 is for national
/// assignment, and 999 is a country code that ISO 3166-1 assigns to nobody (ISO/IEC 7812-1).
/// </summary>
public static class AccountNumbers
{
    public const string InventedPrefix = "9999";
    private const int Length = 16;

    /// <summary>The card number of an account at an invented bank, with its Luhn check digit.</summary>
    public static Pan Of(string bin, int account)
    {
        var isInvented = bin.StartsWith(InventedPrefix, StringComparison.Ordinal);
        Invariant.Holds(isInvented, "the Lab issues invented cards alone");
        var body = bin + account.ToString().PadLeft(Length - bin.Length - 1, '0');
        return Enumerable.Range(0, 10).Select(check => Pan.Trusted($"{body}{check}")).First(pan => pan.PassesLuhn);
    }
}
