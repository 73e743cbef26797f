using System.Buffers;
using System.Text;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>A message is looked at where it stands.</summary>
public sealed class ViewTests
{
    [Fact]
    public void Fields_are_read_where_they_stand()
    {
        byte[] bytes = Dialect.UnionPayPos.Write(Samples.PosSale());

        Assert.Null(Dialect.UnionPayPos.TryView(bytes, out var view));
        Assert.Equal("0200", view.Type.ToString());
        Assert.True(view.TryNumber(4, out var amount));
        Assert.Equal(12_800, amount);
        Assert.Equal(20, view.Fields.Count);
        Assert.Equal("T0000001"u8, view.Raw(41));
        Assert.Equal(19, view.Length(53) + view.Length(22));
        Assert.Equal(-1, view.Length(56));
        Assert.True(view.Raw(56).IsEmpty);
        Assert.Equal(bytes.Length - 8, view.Signed.Length);
        Assert.True(view.HasMac);
    }

    [Fact]
    public void A_part_is_read_by_its_number()
    {
        byte[] bytes = Dialect.UnionPayPos.Write(Samples.PosSale());
        Span<byte> part = stackalloc byte[20];

        Assert.Null(Dialect.UnionPayPos.TryView(bytes, out var view));
        Assert.True(view.TryPart(60, 2, part, out var length));
        Assert.Equal("000001"u8, part[..length]);
        Assert.True(view.TryPart(60, 1, part, out length));
        Assert.Equal("22"u8, part[..length]);
        Assert.False(view.TryPart(60, 7, part, out _));
        Assert.False(view.TryPart(60, 0, part, out _));
        Assert.False(view.TryPart(61, 1, part, out _));
    }

    [Fact]
    public void A_number_is_digits_and_not_too_many()
    {
        byte[] bytes = Dialect.UnionPayPos.Write(Samples.PosSale());

        Assert.Null(Dialect.UnionPayPos.TryView(bytes, out var view));
        Assert.False(view.TryNumber(35, out _));
        Assert.False(view.TryNumber(39, out _));
        Assert.False(view.TryNumber(41, out _));
        Assert.True(view.TryNumber(2, out var pan) && pan == 6222021234567894);
    }

    [Fact]
    public void A_message_in_several_segments_is_the_same_message() =>
        Gen.Select(Samples.Any(Dialect.UnionPayPos), Gen.Int[0, 10_000]).Sample(
            (message, at) =>
            {
                var bytes = Dialect.UnionPayPos.Write(message);
                var cut = at % (bytes.Length + 1);
                var first = new Segment(bytes.AsMemory(0, cut), null);
                var last = new Segment(bytes.AsMemory(cut), first);
                var sequence = new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
                // Read, it knows more of what may not be seen than when it was made.
                Assert.Null(Dialect.UnionPayPos.TryRead(bytes, out var read));
                return Dialect.UnionPayPos.TryView(sequence, new byte[4096], out var view) is null
                    && view.Bytes.SequenceEqual(bytes) && view.ToString() == read.ToString();
            },
            iter: 300);

    [Fact]
    public void A_message_that_does_not_fit_the_scratch_space_is_a_fault()
    {
        var first = new Segment(new byte[10], null);
        var last = new Segment(new byte[10], first);

        var fault = Dialect.UnionPayPos.TryView(
            new ReadOnlySequence<byte>(first, 0, last, 10), new byte[19], out var view);

        Assert.Equal("byte 0: a message of 20 bytes where 19 have room", fault?.ToString());
        Assert.Equal(0, view.Fields.Count);
    }

    [Fact]
    public void A_view_masks_itself()
    {
        byte[] bytes = Dialect.UnionPayPos.Write(Samples.PosSale());

        Assert.Null(Dialect.UnionPayPos.TryView(bytes, out var view));
        Assert.Contains("2=622202******7894", view.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("6222021234567894", view.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_fault_the_fields_before_it_are_there()
    {
        var bytes = Encoding.ASCII.GetBytes("0200" + "5020000000000000" + "166222021234567894" + "00000001280x"
            + "000042");

        var fault = Dialect.Iso1987Ascii.TryView(bytes, out var view);

        Assert.Equal("DE 4 at byte 49: only digits are allowed here", fault?.ToString());
        Assert.True(view.Has(2));
        Assert.False(view.Has(4));
        Assert.False(view.Has(11));
    }

    [Fact]
    public void A_key_of_a_view_is_that_of_its_message()
    {
        byte[] bytes = Dialect.UnionPayPos.Write(Samples.PosSale());

        Assert.Null(Dialect.UnionPayPos.TryView(bytes, out var view));
        Assert.True(MatchKey.TryOf(view, out var key));
        Assert.Equal(MatchKey.Of(Samples.PosSale()), key);
    }

    [Fact]
    public void Nothing_is_allocated_by_reading_and_answering()
    {
        var request = Samples.Envelope.Wrap(Dialect.UnionPayPos.Write(Samples.PosSale()));
        var answer = new byte[4096];
        for (var i = 0; i < 200; i++)
            Answer(request, answer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Answer(request, answer);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Answer(ReadOnlySpan<byte> request, Span<byte> answer)
    {
        if (PosEnvelope.TryRead(request, out var envelope) is not null
            || Dialect.UnionPayPos.TryView(request[PosEnvelope.Length..], out var view) is not null
            || !MatchKey.TryOf(view, out _))
            throw new InvalidOperationException("a sale of ours is read");
        envelope.Turned().Write(answer);
        Span<byte> text = stackalloc byte[64];
        view.TryCopy(35, text, out _);
        view.TryPart(60, 3, text, out _);
        var writer = new MessageWriter(Dialect.UnionPayPos, view.Type!.Value.Answer, answer[PosEnvelope.Length..]);
        writer.Copy(3, view);
        writer.Copy(4, view);
        writer.Copy(11, view);
        writer.Number(14, 3012);
        writer.Text(39, "00"u8);
        writer.Copy(41, view);
        writer.Text(42, "898440350110001");
        writer.Bytes(55, "0123"u8);
        writer.ToSign();
        writer.Mac("B536A23A"u8);
        writer.Finish();
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is null)
                return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
