using System.Text;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Alphabets;

/// <summary>
/// EBCDIC as hosts of banks write it: IBM code page 037, byte by byte to and from ISO 8859-1. Each byte has one
/// partner, so nothing is lost on the way there and back.
/// </summary>
internal static class Ebcdic
{
    private static readonly byte[] Latin1Of = BuildLatin1();
    private static readonly byte[] EbcdicOf = Inverse(Latin1Of);

    public static byte ToLatin1(byte ebcdic) => Latin1Of[ebcdic];

    public static byte FromLatin1(byte latin1) => EbcdicOf[latin1];

    /// <summary>Writes the ISO 8859-1 bytes of an EBCDIC text; both may be the same bytes.</summary>
    public static void ToLatin1(ReadOnlySpan<byte> ebcdic, Span<byte> latin1) => Map(Latin1Of, ebcdic, latin1);

    /// <summary>Writes the EBCDIC bytes of an ISO 8859-1 text; both may be the same bytes.</summary>
    public static void FromLatin1(ReadOnlySpan<byte> latin1, Span<byte> ebcdic) => Map(EbcdicOf, latin1, ebcdic);

    private static void Map(byte[] table, ReadOnlySpan<byte> from, Span<byte> to)
    {
        Invariant.Holds(to.Length >= from.Length, "a text has as many bytes in EBCDIC as in ISO 8859-1");
        for (var i = 0; i < from.Length; i++)
            to[i] = table[from[i]];
    }

    private static byte[] BuildLatin1()
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(37)
            ?? throw new InvariantException("code page 037 comes with the runtime");
        var all = new byte[256];
        for (var value = 0; value < all.Length; value++)
            all[value] = (byte)value;
        return Encoding.Latin1.GetBytes(encoding.GetString(all));
    }

    private static byte[] Inverse(byte[] table)
    {
        var inverse = new byte[table.Length];
        for (var value = 0; value < table.Length; value++)
            inverse[table[value]] = (byte)value;
        return inverse;
    }
}
