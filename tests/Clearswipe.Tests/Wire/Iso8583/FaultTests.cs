using System.Text;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>A fault says which field, which byte, and why.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData("", "byte 0: the message ends within its type")]
    [InlineData("0A00", "byte 0: the type is not four digits")]
    [InlineData("0800 0020", "byte 2: the message ends within its bitmap")]
    [InlineData("0800 8020000000000000 0000000000000000 000078", "byte 18: bitmap 2 is announced, and empty")]
    [InlineData("0800 0020000000000000 0000", "DE 11 at byte 10: the message ends 1 byte early")]
    [InlineData("0800 0020000000000000 000A78", "DE 11 at byte 11: only digits are allowed here")]
    [InlineData("0800 0020000000000000 000078 00", "byte 13: 1 byte left over")]
    [InlineData("0800 0001000000000000 ", "DE 16 at byte 10: UnionPay POS does not define this field")]
    [InlineData("0200 4000000000000000", "DE 2 at byte 10: the message ends before the length")]
    [InlineData("0200 4000000000000000 1A", "DE 2 at byte 10: the length is not digits")]
    [InlineData("0200 4000000000000000 20 6222", "DE 2 at byte 10: a length of 20 where at most 19 is allowed")]
    [InlineData("0200 4000000000000000 13 62220212345678", "DE 2 at byte 17: only digits are allowed here")]
    [InlineData("0200 0000040000000000 051A", "DE 22 at byte 11: only digits are allowed here")]
    [InlineData("0200 0000020000000000 1001", "DE 23 at byte 10: only digits are allowed here")]
    [InlineData("0200 0000000020000000 03 12AB", "DE 35 at byte 12: only half bytes as upper-case hexadecimal"
        + " characters are allowed here")]
    [InlineData("0210 0000000002000000 3007", "DE 39 at byte 11: only letters, digits and spaces are allowed here")]
    public void A_packed_fault_says_where(string hex, string fault) =>
        Assert.Equal(fault, Dialect.UnionPayPos.TryRead(Bytes(hex), out _)?.ToString());

    [Theory]
    [InlineData(
        "0200000000002000000003" + "12A",
        "DE 35 at byte 24: only digits and a separator are allowed here; is the track encrypted?")]
    [InlineData("08008zz8", "byte 4: the message ends within its bitmap")]
    [InlineData("0800zz20000000000000000078", "byte 4: the bitmap is not upper-case hexadecimal")]
    [InlineData("0200000000000000100004120000000000", "DE 52 at byte 20: the message ends 2 bytes early")]
    [InlineData("0200000000000000020000312", "DE 55 at byte 20: hexadecimal characters come in pairs")]
    [InlineData(
        "020000000000000002000029f",
        "DE 55 at byte 24: only upper-case hexadecimal characters are allowed here")]
    public void An_ascii_fault_says_where(string text, string fault) =>
        Assert.Equal(fault, Dialect.Iso1987Ascii.TryRead(Encoding.ASCII.GetBytes(text), out _)?.ToString());

    [Fact]
    public void Padding_may_be_zero_or_F()
    {
        Assert.Null(Dialect.UnionPayPos.TryRead(Bytes("0200 0000040000000000 051F"), out var message));
        Assert.Equal("051", message.Text(22));
    }

    [Theory]
    [InlineData(2, "62220212345678940000", "DE 2: it has a length of at most 19")]
    [InlineData(11, "1", "DE 11: it has a length of 6")]
    [InlineData(11, "12345A", "DE 11: only digits are allowed here")]
    [InlineData(16, "1122", "UnionPay POS defines DE 16")]
    public void A_message_of_ours_that_does_not_fit_is_a_contradiction(int field, string text, string fallacy)
    {
        var message = new Message("0200").With(field, text);

        Assert.Equal(fallacy, Assert.Throws<InvariantException>(() => Dialect.UnionPayPos.Write(message)).Message);
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}
