namespace Clearswipe.Vocabulary;

/// <summary>
/// A primary account number, 12 to 19 digits (ISO/IEC 7812). It masks itself wherever it is written;
/// the clear digits have one loud name, <see cref="Reveal"/>.
/// </summary>
public readonly record struct Pan
{
    public const int ShortestLength = 12;
    public const int LongestLength = 19;

    private readonly string? _digits;

    private Pan(string digits) => _digits = digits;

    /// <summary>Reads 12 to 19 digits; null when not digits, too few or too many. Luhn is not demanded.</summary>
    public static Pan? Read(ReadOnlySpan<char> digits) =>
        digits.Length is >= ShortestLength and <= LongestLength && !digits.ContainsAnyExceptInRange('0', '9')
            ? new Pan(digits.ToString())
            : null;

    /// <summary>The digits of a card that the program made or stored; anything else is a contradiction.</summary>
    public static Pan Trusted(string digits) =>
        Read(digits) ?? throw new InvariantException("a trusted PAN has 12 to 19 digits");

    /// <summary>The clear digits, for the wire and the vault alone. Every use is a place to review.</summary>
    public string Reveal() => Digits;

    /// <summary>The issuer identification number: the first six digits (ISO/IEC 7812-1).</summary>
    public string Bin => Digits[..6];

    /// <summary>The last four digits, which a receipt and a status page may show.</summary>
    public string LastFour => Digits[^4..];

    /// <summary>Whether the check digit fits (ISO/IEC 7812-1, Luhn).</summary>
    public bool PassesLuhn => LuhnSum(Digits) % 10 == 0;

    // PCI DSS 3.4.1 lets at most the first six and the last four digits be shown.
    public override string ToString() => $"{Digits[..6]}{new string('*', Digits.Length - 10)}{Digits[^4..]}";

    private string Digits => _digits ?? throw new InvariantException("a PAN is made by Pan.Read");

    private static int LuhnSum(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : (digit * 2 / 10) + (digit * 2 % 10);
        }

        return sum;
    }
}
