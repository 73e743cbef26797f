using System.Globalization;

namespace Clearswipe.Lab.Shops;

/// <summary>A till's version such as 0.1.0, as its messages carry it: a host sees nothing else of it.</summary>
static class SoftwareVersion
{
    public static bool IsOne(string version) =>
        version.Split('.') is [{ Length: 1 or 2 } first, { Length: 1 or 2 } second, { Length: >= 1 and <= 4 } third]
            && (first + second + third).All(char.IsAsciiDigit);

    /// <summary>Eight digits, two of the version and six of the sub-version: they sort as versions do.</summary>
    public static string Digits(string version)
    {
        var parts = version.Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToList();
        return $"{parts[0]:D2}{parts[1]:D2}{parts[2]:D4}";
    }

    /// <summary>A UnionPay POS header: the version in digits 3 and 4, the sub-version in 7 to 12.</summary>
    public static string Header(string version)
    {
        var digits = Digits(version);
        return $"60{digits[..2]}00{digits[2..]}";
    }
}
