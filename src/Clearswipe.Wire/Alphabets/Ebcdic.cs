using System.Text;

namespace Clearswipe.Wire.Alphabets;

/// <summary>The code page IBM 037: each of its bytes stands for one character of ISO 8859-1, and back.</summary>
internal static class Ebcdic
{
    private static readonly byte[] Latin1 = Encoding.Latin1.GetBytes(CodePage().GetString(AllBytes()));
    private static readonly byte[] Ibm037 = Inverted(Latin1);

    public static byte ToLatin1(byte ebcdic) => Latin1[ebcdic];

    public static byte FromLatin1(byte character) => Ibm037[character];

    private static Encoding CodePage() => CodePagesEncodingProvider.Instance.GetEncoding(37)!;

    private static byte[] AllBytes() => [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    private static byte[] Inverted(byte[] table)
    {
        var inverse = new byte[table.Length];
        for (var i = 0; i < table.Length; i++)
            inverse[table[i]] = (byte)i;
        return inverse;
    }
}
