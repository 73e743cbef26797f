using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>A message is written into the buffer that it is given.</summary>
public sealed class WriterTests
{
    private static readonly Dialect Wide = new(
        "three bitmaps", Form.Packed,
        new[] { 3, 66, 70, 130, 192 }.Select(field => FieldSpec.Parse(field, "n6", Form.Packed)));

    [Theory]
    [InlineData(3, "0200 2000000000000000 000042")]
    [InlineData(66, "0200 8000000000000000 4000000000000000 000042")]
    [InlineData(130, "0200 8000000000000000 8000000000000000 4000000000000000 000042")]
    public void There_are_as_many_bitmaps_as_it_needs(int field, string hex)
    {
        var writer = new MessageWriter(Wide, new MessageType(0x0200), new byte[64]);
        writer.Number(field, 42);

        Assert.Equal(hex.Replace(" ", ""), Convert.ToHexString(writer.Finish()));
    }

    [Fact]
    public void What_was_written_before_a_bitmap_more_moves_on()
    {
        var writer = new MessageWriter(Wide, new MessageType(0x0200), new byte[64]);
        writer.Number(3, 1);
        writer.Number(70, 2);
        writer.Number(192, 3);
        var bytes = writer.Finish().ToArray();

        Assert.Null(Wide.TryView(bytes, out var view));
        Assert.True(view.TryNumber(3, out var first) & view.TryNumber(70, out var second)
            & view.TryNumber(192, out var third));
        Assert.Equal((1, 2, 3), (first, second, third));
        Assert.Equal(192, view.Fields.Last);
    }

    [Fact]
    public void A_buffer_too_small_is_a_contradiction() =>
        Assert.Throws<InvariantException>(() =>
        {
            var writer = new MessageWriter(Wide, new MessageType(0x0200), new byte[12]);
            writer.Number(3, 1);
        });

    [Fact]
    public void Fields_are_written_once_and_in_order()
    {
        Assert.Throws<InvariantException>(() => Write(70, 3));
        Assert.Throws<InvariantException>(() => Write(3, 3));

        static void Write(int first, int second)
        {
            var writer = new MessageWriter(Wide, new MessageType(0x0200), new byte[64]);
            writer.Number(first, 1);
            writer.Number(second, 1);
        }
    }

    [Fact]
    public void Nothing_follows_a_mac() =>
        Assert.Throws<InvariantException>(() =>
        {
            var writer = new MessageWriter(Dialect.Iso1987Packed, new MessageType(0x0200), new byte[64]);
            writer.Number(3, 1);
            writer.ToSign();
            writer.Mac(new byte[8]);
            writer.Number(70, 301);
        });

    [Theory]
    [InlineData("0230", false)]
    [InlineData("1301", false)]
    [InlineData("0229", true)]
    [InlineData("0000", true)]
    [InlineData("0431", false)]
    public void A_date_is_one_that_a_calendar_has(string date, bool isOne)
    {
        var message = new Message("0200").With(13, date);

        if (isOne)
            Assert.NotEmpty(Dialect.Iso1987Ascii.Write(message));
        else
            Assert.Equal(
                "DE 13: a calendar or clock has it",
                Assert.Throws<InvariantException>(() => Dialect.Iso1987Ascii.Write(message)).Message);
    }

    [Fact]
    public void Between_dialects_a_field_is_carried_by_what_it_says()
    {
        byte[] packed = Dialect.UnionPayPos.Write(Samples.PosSale());

        Assert.Null(Dialect.UnionPayPos.TryView(packed, out var view));
        var writer = new MessageWriter(Dialect.Iso1987Ebcdic, view.Type!.Value, new byte[1024]);
        foreach (var field in view.Fields)
            if (field != 64)
                writer.Copy(field, view);
        Assert.Null(Dialect.Iso1987Ebcdic.TryRead(writer.Finish().ToArray(), out var carried));

        Assert.Equal(Samples.PosSale().Without(64).ToString(), carried.ToString());
    }

    [Fact]
    public void Copied_field_by_field_a_message_is_the_same_to_the_last_nibble() =>
        Gen.Int[0, 2].SelectMany(index => Samples.Any(Three[index]).Select(message => (Three[index], message))).Sample(
            (dialect, message) =>
            {
                var bytes = dialect.Write(message);
                if (dialect.TryView(bytes, out var view) is not null)
                    return false;
                var writer = new MessageWriter(dialect, view.Type!.Value, new byte[4096]);
                foreach (var field in view.Fields)
                    writer.Copy(field, view);
                return writer.Finish().SequenceEqual(bytes);
            },
            iter: 300);

    private static readonly Dialect[] Three = [Dialect.UnionPayPos, Dialect.Iso1987Ascii, Dialect.Iso1993Packed];
}
