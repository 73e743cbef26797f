using System.Text;
using Clearswipe.Switch.Routes;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>
/// Mistakes that public libraries and public documents make with ISO 8583, by name: ours makes none of them.
/// </summary>
public sealed class KnownDefectTests
{
    private static Message Answer => new Message("0210")
        .With(4, "000000001250").With(11, "000042").With(13, "1122").With(41, "T0000001");

    [Theory]
    [InlineData(41, "T0000002")]
    [InlineData(13, "1123")]
    [InlineData(4, "000000001251")]
    [InlineData(11, "000043")]
    public void Requests_in_flight_are_not_matched_on_the_trace_number_alone(int field, string other)
    {
        var awaited = new AwaitedAnswers();
        var one = awaited.Await("0210", MatchKey.Of(Answer));
        var two = awaited.Await("0210", MatchKey.Of(Answer.With(field, other)));

        Assert.True(awaited.Give(Answer.With(field, other)));
        Assert.False(one.Task.IsCompleted);
        Assert.True(two.Task.IsCompletedSuccessfully);
        Assert.False(awaited.Give(Answer.With(field, other)));
        Assert.Throws<InvariantException>(() => awaited.Await("0210", MatchKey.Of(Answer)));
    }

    [Fact]
    public void A_key_of_letters_matches_nothing()
    {
        Assert.Null(Dialect.Iso1987Ascii.TryView("02100000000000000000"u8, out var empty));
        Assert.True(MatchKey.TryOf(empty, out var none));
        Assert.Equal(new MatchKey(0, MatchKey.Absent, MatchKey.Absent, MatchKey.Absent), none);
        Assert.False(MatchKey.TryOf(Answer.With(11, "00004A"), out _));
        Assert.False(MatchKey.TryOf(Answer.With(41, "T0000001T0000001T"), out _));
    }

    [Theory]
    [InlineData("0200 8000000000000000", "byte 10: the message ends within its bitmap")]
    [InlineData("0200 8000000000000000 0000000000000000", "byte 18: bitmap 2 is announced, and empty")]
    [InlineData("0200 0100000000000000 0000", "DE 8 at byte 10: UnionPay POS does not define this field")]
    [InlineData(
        "0200 8000000000000000 8000000000000000", "DE 65 at byte 18: UnionPay POS does not define this field")]
    public void A_bit_without_a_field_is_not_skipped(string hex, string fault) =>
        Assert.Equal(fault, Fault(Dialect.UnionPayPos, Hex(hex)));

    [Theory]
    [InlineData(
        "0200 8000000000000000 8000000000000000 0000000000000000", "byte 26: bitmap 3 is announced, and empty")]
    [InlineData("0200 8000000000000000 0000000000000000", "byte 18: bitmap 2 is announced, and empty")]
    [InlineData("0200 8000000000000000 8000000000000000 8000000000000000 22", null)]
    public void An_announced_bitmap_is_not_empty(string hex, string? fault) => Assert.Equal(
        fault,
        Fault(new Dialect("three", Form.Packed, [FieldSpec.Parse(129, "n2", Form.Packed)]), Hex(hex)));

    [Theory]
    [InlineData("0200 4000000000000000 19 6222021234567890120", "6222021234567890120")]
    [InlineData("0200 0000040000000000 0510", "051")]
    [InlineData("0200 0000040000000000 051F", "051")]
    [InlineData("0200 0000020000000000 0012", "012")]
    public void An_odd_number_of_digits_is_read_with_either_pad(string hex, string value)
    {
        var bytes = Hex(hex.Replace(" ", "") + (hex.Replace(" ", "").Length % 2 == 0 ? "" : "0"));

        Assert.Null(Dialect.UnionPayPos.TryRead(bytes, out var message));
        Assert.Equal(value, message.Text(message.Fields.Single()));
    }

    [Theory]
    [InlineData("0200 0000040000000000 0511", "DE 22 at byte 11: only digits are allowed here")]
    [InlineData("0200 0000020000000000 1012", "DE 23 at byte 10: only digits are allowed here")]
    [InlineData("0200 0000020000000000 F012", "DE 23 at byte 10: only digits are allowed here")]
    public void An_odd_pad_that_says_something_is_refused(string hex, string fault) =>
        Assert.Equal(fault, Fault(Dialect.UnionPayPos, Hex(hex)));

    [Theory]
    [InlineData("0200 0000000000000080 0012 22000001", "DE 57 at byte 12: the message ends 8 bytes early")]
    [InlineData("0200 0000000000000080 0002 22000001", "byte 14: 2 bytes left over")]
    [InlineData(
        "0200 0000000000000080 9999 22000001", "DE 57 at byte 10: a length of 9999 where at most 999 is allowed")]
    public void A_length_that_lies_is_a_fault_and_never_an_exception(string hex, string fault) =>
        Assert.Equal(fault, Fault(Dialect.UnionPayPos, Hex(hex)));

    [Theory]
    [InlineData("0200 1000000000000000 0000000012A0", "DE 4 at byte 15: only digits are allowed here")]
    [InlineData("0200 4000000000000000 1F", "DE 2 at byte 10: the length is not digits")]
    [InlineData("0A00 0000000000000000", "byte 0: the type is not four digits")]
    public void Packed_digits_have_no_letters(string hex, string fault) =>
        Assert.Equal(fault, Fault(Dialect.UnionPayPos, Hex(hex)));

    [Theory]
    [InlineData("9F02FF")]
    [InlineData("9F0284FFFFFFFF00")]
    [InlineData("9F02847FFFFFFF00")]
    [InlineData("9F0288FFFFFFFFFFFFFFFF00")]
    [InlineData("9F028000")]
    [InlineData("9FFFFFFFFFFFFFFF01")]
    public void A_TLV_length_that_overflows_is_a_fault(string hex)
    {
        var bytes = Hex(hex);

        var fault = ChipData.TryRead(bytes, out _);

        Assert.NotNull(fault);
        Assert.InRange(fault.Offset, 0, bytes.Length);
    }

    [Theory]
    [InlineData("02004000000000000000191", "DE 2 at byte 22: the message ends 18 bytes early")]
    [InlineData("0200000000000000100a", "byte 19: the bitmap is not upper-case hexadecimal")]
    [InlineData(
        "02000000000000001000ab00000000000000",
        "DE 52 at byte 20: only upper-case hexadecimal characters are allowed here")]
    public void Hexadecimal_in_lower_case_is_a_second_way_to_write_one_message(string text, string fault) =>
        Assert.Equal(fault, Fault(Dialect.Iso1987Ascii, Encoding.ASCII.GetBytes(text)));

    // A public library writes track 2 with three digits of length, and its characters in hexadecimal.
    [Fact]
    public void Track_2_with_three_digits_of_length_is_refused() => Assert.Equal(
        "byte 11: 38 bytes left over",
        Fault(
            Dialect.UnionPayPos,
            Hex("0200 0000000020000000 0037"
                + "36323232303231323334353637383934443330313232303130303030303031323334353637")));

    // A public document shows a message with one nibble too many behind its header; all is shifted by it.
    [Fact]
    public void A_stray_nibble_behind_the_header_is_seen()
    {
        var sale = PosEnvelope.TryRead(
            Samples.Envelope.Wrap(Dialect.UnionPayPos.Write(Samples.PosSale())), out _, out var body);
        var shifted = Hex($"0{Convert.ToHexString(body.Span)}0");

        Assert.Null(sale);
        Assert.Null(Fault(Dialect.UnionPayPos, body.ToArray()));
        Assert.NotNull(Fault(Dialect.UnionPayPos, shifted));
        Assert.NotNull(Fault(Dialect.UnionPayPos, Hex($"0{Convert.ToHexString(body.Span)}F")));
    }

    [Fact]
    public void A_MAC_that_is_not_last_is_none()
    {
        var message = Answer.With(64, new byte[8]).With(70, "301");
        var bytes = Dialect.Iso1987Packed.Write(message);

        Assert.Null(Dialect.Iso1987Packed.TryRead(bytes, out var read));
        Assert.Null(read.Mac);
        Assert.Equal(bytes, read.Signed.ToArray());
        Assert.Null(Dialect.Iso1987Packed.TryView(bytes, out var view));
        Assert.False(view.HasMac);
        Assert.Equal(bytes.Length, view.Signed.Length);
    }

    private static string? Fault(Dialect dialect, byte[] bytes) => dialect.TryRead(bytes, out _)?.ToString();

    private static byte[] Hex(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}
