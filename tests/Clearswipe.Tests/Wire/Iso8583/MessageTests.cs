using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>A message holds its fields, and masks itself.</summary>
public sealed class MessageTests
{
    [Fact]
    public void A_field_that_is_not_there_is_null()
    {
        var message = new Message("0200").With(3, "000000").Without(3);

        Assert.Null(message.Text(3));
        Assert.Null(message.Bytes(52));
        Assert.False(message.Has(3));
    }

    [Fact]
    public void Text_and_bytes_stand_for_each_other_byte_by_byte()
    {
        var message = new Message("0830").With(56, "\xB3\xC9").With(62, "M:harbour"u8.ToArray());

        Assert.Equal(new byte[] { 0xB3, 0xC9 }, message.Bytes(56)!.Value.ToArray());
        Assert.Equal("M:harbour", message.Text(62));
    }

    [Fact]
    public void Text_that_has_more_than_a_byte_for_a_character_is_a_contradiction() =>
        Assert.Throws<InvariantException>(() => new Message("0200").With(43, "咖啡"));

    [Fact]
    public void It_masks_itself()
    {
        var message = new Message("0200")
            .With(2, "6222021234567894")
            .With(35, "6222021234567894D30121010000001234567")
            .With(39, "00")
            .With(52, new byte[8])
            .With(63, "paid with 6222021234567894 at 3")
            .With(64, new byte[8]);

        Assert.Equal(
            "0200 2=622202******7894 35=622202******7894D… 39=00 52=[8 bytes] "
                + "63=paid with 622202******7894 at 3 64=[8 bytes]",
            message.ToString());
    }

    [Fact]
    public void An_answer_is_matched_on_terminal_trace_amount_and_date() =>
        Assert.Equal(
            new MatchKey(0x5430303030303031, 42, 1250, 1122),
            MatchKey.Of(new Message("0210")
                .With(4, "000000001250").With(11, "000042").With(13, "1122").With(41, "T0000001")));
}
