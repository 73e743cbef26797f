using Clearswipe.Wire.Alphabets;

namespace Clearswipe.Tests.Wire.Alphabets;

/// <summary>EBCDIC and ISO 8859-1 have the same 256 characters in two orders.</summary>
public sealed class EbcdicTests
{
    private static readonly byte[] All = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Fact]
    public void Each_byte_has_one_partner_and_comes_back()
    {
        Assert.Equal(256, All.Select(Ebcdic.ToLatin1).Distinct().Count());
        Assert.All(All, value => Assert.Equal(value, Ebcdic.FromLatin1(Ebcdic.ToLatin1(value))));
        Assert.All(All, value => Assert.Equal(value, Ebcdic.ToLatin1(Ebcdic.FromLatin1(value))));
    }

    // IBM, code page 37: digits from F0, capitals in three rows, and where it differs from its sister 500.
    [Theory]
    [InlineData("0123456789", "F0F1F2F3F4F5F6F7F8F9")]
    [InlineData("AIJRSZ", "C1C9D1D9E2E9")]
    [InlineData("aijrsz", "81899199A2A9")]
    [InlineData(" =.<(+|&!$*);-/,%_>?:#@'\"", "407E4B4C4D4E4F505A5B5C5D5E60616B6C6D6E6F7A7B7C7D7F")]
    [InlineData("[]^{}\\~", "BABBB0C0D0E0A1")]
    public void Characters_stand_where_the_code_page_has_them(string text, string hex)
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(text);
        Ebcdic.FromLatin1(bytes, bytes);

        Assert.Equal(hex, Convert.ToHexString(bytes));
        Ebcdic.ToLatin1(bytes, bytes);
        Assert.Equal(text, System.Text.Encoding.Latin1.GetString(bytes));
    }
}
