using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// A field of date or time (ISO 8583: YYMM, MMDDhhmmss …): the pairs of digits that it is made of, one letter each. All
/// zeros stand for a date that is not told, as hosts use them.
/// </summary>
internal sealed class Calendar(string pairs, bool isPacked)
{
    private const string Units = "CYMDhms";

    // By unit: the smallest and the largest value. The year is seldom told, so February may always have 29 days.
    private readonly (byte Least, byte Most, bool IsDay)[] _bounds = [.. pairs.Select(BoundsOf)];
    private readonly int _monthAt = pairs.IndexOf('M');

    // The same for eight pairs at once, where those that are not there may hold anything.
    private readonly Vector128<ushort> _least = Vector(pairs, static bounds => bounds.Least, 0);
    private readonly Vector128<ushort> _most =
        Vector(pairs, static bounds => bounds.IsDay ? (byte)29 : bounds.Most, ushort.MaxValue);

    /// <summary>
    /// One letter for each pair, such as "MDhms" for MMDDhhmmss, or null when the notation is no date.
    /// </summary>
    public static string? Read(string notation)
    {
        if (notation.Length is 0 or > 14 || notation.Length % 2 != 0)
            return null;
        var pairs = new char[notation.Length / 2];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = notation[2 * i];
            if (notation[2 * i] != notation[2 * i + 1] || !Units.Contains(pairs[i]))
                return null;
        }

        return new string(pairs);
    }

    /// <summary>
    /// Whether the content, which is digits, is a date or time, or all zeros. Most are sure at one look; zeros and the
    /// last days of a month are looked at again.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Has(ReadOnlySpan<byte> content)
    {
        var bytes = ContentVectors.InOrder(content);
        var (tens, ones) = isPacked
            ? (Vector128.WidenLower(bytes) >>> 4, Vector128.WidenLower(bytes))
            : (bytes.AsUInt16(), bytes.AsUInt16() >>> 8);
        var digit = Vector128.Create((ushort)0xF);
        var values = (tens & digit) * 10 + (ones & digit);
        return (Vector128.LessThan(values, _least) | Vector128.GreaterThan(values, _most)) == Vector128<ushort>.Zero
            || FirstBroken(content) < 0;
    }

    /// <summary>The index of the first byte of a pair that no calendar has, or -1.</summary>
    public int FirstBroken(ReadOnlySpan<byte> content)
    {
        var wrong = -1;
        var told = 0;
        for (var i = 0; i < _bounds.Length; i++)
        {
            var value = Pair(content, i);
            told |= value;
            var (least, most, isDay) = _bounds[i];
            var isWrong = value < least || value > most
                || (isDay && value > 29 && _monthAt >= 0 && value > LongestMonth(Pair(content, _monthAt)));
            if (isWrong && wrong < 0)
                wrong = i;
        }

        return told == 0 || wrong < 0 ? -1 : isPacked ? wrong : 2 * wrong;
    }

    // A byte is a pair (BCD), or holds a digit in its low nibble (ASCII, EBCDIC).
    private int Pair(ReadOnlySpan<byte> content, int at) => unchecked(isPacked
        ? (content[at] >> 4) * 10 + (content[at] & 0xF)
        : (content[2 * at] & 0xF) * 10 + (content[2 * at + 1] & 0xF));

    private static Vector128<ushort> Vector(
        string pairs, Func<(byte Least, byte Most, bool IsDay), byte> bound, ushort elsewhere)
    {
        Span<ushort> lanes = stackalloc ushort[Vector128<ushort>.Count];
        lanes.Fill(elsewhere);
        for (var i = 0; i < pairs.Length; i++)
            lanes[i] = bound(BoundsOf(pairs[i]));
        return Vector128.Create<ushort>(lanes);
    }

    private static (byte Least, byte Most, bool IsDay) BoundsOf(char unit) => unit switch
    {
        'M' => (1, 12, false),
        'D' => (1, 31, true),
        'h' => (0, 23, false),
        'm' or 's' => (0, 59, false),
        _ => (0, 99, false),
    };

    private static int LongestMonth(int month) => month switch
    {
        2 => 29,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
