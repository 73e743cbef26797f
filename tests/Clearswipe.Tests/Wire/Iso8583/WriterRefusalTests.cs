using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>What a writer lets pass can be read; what could not be is a contradiction of ours.</summary>
public sealed class WriterRefusalTests
{
    private static readonly MessageType Sale = new(0x0200);

    [Fact]
    public void A_type_that_is_not_four_digits_is_never_written()
    {
        foreach (var packed in new ushort[] { 0xA200, 0x0B00, 0x02F0, 0x020A })
        {
            Refuses(() => new MessageWriter(Dialect.UnionPayPos, new MessageType(packed), new byte[20]).Finish());
            Refuses(() => new MessageWriter(Dialect.Iso1987Ascii, new MessageType(packed), new byte[20]).Finish());
        }

        var widest = new MessageWriter(Dialect.UnionPayPos, new MessageType(0x9999), new byte[20]);
        Assert.Equal(10, widest.Finish().Length);
    }

    [Fact]
    public void Nothing_follows_what_is_signed_but_the_MAC() => Refuses(() =>
    {
        var writer = new MessageWriter(Dialect.Iso1987Packed, Sale, new byte[200]);
        writer.ToSign();
        writer.Number(70, 301);
    });

    [Fact]
    public void A_MAC_that_is_announced_is_written() => Refuses(() =>
    {
        var writer = new MessageWriter(Dialect.UnionPayPos, Sale, new byte[200]);
        writer.ToSign();
        writer.Finish();
    });

    [Fact]
    public void A_message_is_signed_once()
    {
        Refuses(() =>
        {
            var writer = new MessageWriter(Dialect.UnionPayPos, Sale, new byte[200]);
            writer.ToSign();
            writer.Mac(new byte[8]);
            writer.Mac(new byte[8]);
        });
        Refuses(() =>
        {
            var writer = new MessageWriter(Dialect.UnionPayPos, Sale, new byte[200]);
            writer.Bytes(64, new byte[8]);
            writer.ToSign();
        });
        Refuses(() =>
        {
            var writer = new MessageWriter(Dialect.Iso1987Packed, Sale, new byte[200]);
            writer.ToSign();
            writer.Mac(new byte[8]);
            writer.Number(70, 301);
        });
    }

    [Fact]
    public void Content_has_no_length_below_zero() => Refuses(() =>
    {
        var writer = new MessageWriter(Dialect.UnionPayPos, Sale, new byte[200]);
        writer.Raw(2, [], -1);
    });

    [Fact]
    public void No_message_is_longer_than_can_be_read() => Refuses(() =>
    {
        var writer = new MessageWriter(Dialect.Iso2003Packed, Sale, new byte[100_000]);
        foreach (var field in new[] { 34, 43, 44, 49, 50, 51, 55 })
            writer.Bytes(field, new byte[9_999]);
    });

    [Theory]
    [InlineData(0, 1, "a length has two, three or four digits")]
    [InlineData(0, 5, "a length has two, three or four digits")]
    [InlineData(0, -1, "a length has two, three or four digits")]
    [InlineData(9, 2, "")]
    [InlineData(-3, 2, "a field has a length from 1")]
    [InlineData(0, 0, "a field has a length from 1")]
    public void A_layout_that_no_length_tells_is_refused(int longest, int digits, string problem)
    {
        var spec = new FieldSpec(
            2, Content.Digits, digits is 1 or 5 or -1 ? 9 : longest, new LengthPrefix(digits, Coding.Ascii),
            Coding.Ascii, Padding.Left);

        Assert.Equal(problem, spec.Problem() ?? "");
    }

    [Fact]
    public void A_date_keeps_the_length_of_its_digits()
    {
        var date = FieldSpec.Parse(7, "MMDDhhmmss", Form.Packed);

        Assert.Null(date.Problem());
        foreach (var bad in new[]
        {
            date with { MaxLength = 4 }, date with { Content = Content.Track },
            date with { Prefix = new LengthPrefix(2, Coding.Bcd) },
        })
            Assert.Equal("a date has as many digits as its pairs, and no length in front", bad.Problem());
    }

    [Fact]
    public void A_bit_that_announces_a_bitmap_is_no_field()
    {
        var pair = new[] { FieldSpec.Parse(65, "n2", Form.Packed), FieldSpec.Parse(130, "n2", Form.Packed) };

        Refuses(() => new Dialect("three", Form.Packed, pair));
        Assert.NotNull(new Dialect("two", Form.Packed, pair[..1]).Spec(65));
    }

    private static void Refuses(Action write) => Assert.Throws<InvariantException>(write);
}
