using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>A track under a key: any half bytes, where the dialect says so, and never shown.</summary>
public sealed class SealedTrackTests
{
    [Fact]
    public void Any_half_bytes_come_back_as_they_were_and_none_is_shown() =>
        Gen.Select(
            Gen.String[Gen.Char["0123456789ABCDEF"], 1, 37], Gen.String[Gen.Char["0123456789ABCDEF"], 1, 104],
            (two, three) => new Message("0200").With(35, two).With(36, three)).Sample(message =>
            {
                var bytes = Dialect.UnionPayPos.Write(message);
                Assert.Null(Dialect.UnionPayPos.TryRead(bytes, out var read));
                return read.Text(35) == message.Text(35) && read.Text(36) == message.Text(36)
                    && Dialect.UnionPayPos.Write(read).AsSpan().SequenceEqual(bytes)
                    && $"{read}" == $"0200 35=[{read.Text(35)!.Length} bytes] 36=[{read.Text(36)!.Length} bytes]";
            });

    [Fact]
    public void Elsewhere_a_track_is_digits_and_a_separator()
    {
        var packed = new Dialect("packed", Form.Packed, [FieldSpec.Parse(35, "z..37", Form.Packed)]);
        var bytes = Dialect.UnionPayPos.Write(new Message("0200").With(35, "12AB"));

        Assert.Equal(
            "DE 35 at byte 12: only digits and a separator are allowed here; is the track encrypted?",
            packed.TryRead(bytes, out _)?.ToString());
    }

    [Fact]
    public void It_is_packed_or_no_layout_at_all() => Assert.Equal(
        "a track of which a part is encrypted is packed two to a byte",
        FieldSpec.TryParse(35, "ze..37", Form.Ascii, out _));
}
