using Clearswipe.Vocabulary;
using Clearswipe.Wire.Tracks;

namespace Clearswipe.Tests.Wire.Tracks;

/// <summary>Track 1: letters, a name that nobody sees, and the bits that others publish for it.</summary>
public sealed class Track1Tests
{
    private const string Sample = "B6222021234567894^LI/LEI^3012201000000123";

    // A sample made for explaining: www.gae.ucm.es/~padilla/extrawork/magexam1.html.
    private const string Published = "B1234567890123445^PADILLA/L.                ^99011200000000000000**XXX******";

    [Fact]
    public void A_track_is_read_in_its_parts()
    {
        var track = Track1.Read(Sample)!;

        Assert.Equal(("3012", "201", true), (track.Expiry, track.ServiceCode, track.HasChip));
        Assert.Equal("6222021234567894", track.Pan.Reveal());
        Assert.Equal(Sample, track.Reveal());
    }

    [Fact]
    public void A_published_track_is_read_and_swiped()
    {
        var track = Track1.Read(Published)!;
        var swiped = Assert.IsType<StripeReading<Track1>.Good>(Track1.Decode(Track1.Encode(Published)));

        Assert.Equal(("9901", "120", false), (track.Expiry, track.ServiceCode, track.HasChip));
        Assert.Equal(Published, swiped.Track.Reveal());
    }

    // MagTek, I/O Interface for TTL Magnetic Stripe Readers, "Track 1 data format": the text "AT3" with both sentinels
    // and its check character '<', each character with the least bit first.
    [Fact]
    public void The_bits_are_those_of_a_reader_manual() =>
        Assert.Equal(
            "1010001" + "1000011" + "0010110" + "1100100" + "1111100" + "0011100",
            string.Concat(Track1.Encode("AT3").Skip(62).SkipLast(62).Select(bit => bit ? '1' : '0')));

    [Theory]
    [InlineData("")]
    [InlineData("B")]
    [InlineData("A6222021234567894^LI/LEI^3012201")]
    [InlineData("B6222021234567894")]
    [InlineData("B62220212345^LI/LEI^30122")]
    [InlineData("B62220212345^L^3012201")]
    [InlineData("B62220212345^ABCDEFGHIJKLMNOPQRSTUVWXYZA^3012201")]
    [InlineData("B62220212345^Li/Lei^3012201")]
    [InlineData("B62220212345^LI/LEI?^3012201")]
    [InlineData("B6222021234X^LI/LEI^3012201")]
    public void What_is_no_track_1_is_null(string text) => Assert.Null(Track1.Read(text));

    [Fact]
    public void A_gift_card_without_a_surname_is_read() =>
        Assert.NotNull(Track1.Read("B6222021234567894^GIFT CARD^3012201"));

    [Fact]
    public void Expiry_and_service_code_may_be_left_out()
    {
        var track = Track1.Read("B6222021234567894^LI/LEI^^^12 AB")!;

        Assert.Equal(("", ""), (track.Expiry, track.ServiceCode));
        Assert.Equal("B6222021234567894^LI/LEI^^^12 AB", track.Reveal());
    }

    [Fact]
    public void Neither_name_nor_codes_are_printed()
    {
        var printed = $"{Track1.Read(Sample)} {Track1.Decode(Track1.Encode(Sample))}";

        Assert.StartsWith("622202******7894^… ", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("LEI", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("000123", printed, StringComparison.Ordinal);
    }

    // Its check character is '1', backwards a start sentinel; its backslash is backwards an end sentinel.
    [Fact]
    public void A_scratch_is_told_at_its_place_though_the_swipe_can_be_read_backwards()
    {
        const string text = @"B65757782325857739^-F DOQ:)D)(""\5""U64Z\B#^4195067DKY4MW/";
        var bits = Track1.Encode(text).ToArray();
        bits[143] ^= true;

        Assert.Equal([11], Assert.IsType<StripeReading<Track1>.ParityErrors>(Track1.Decode(bits)).Positions);
        Assert.Equal(
            [11], Assert.IsType<StripeReading<Track1>.ParityErrors>(Track1.Decode([.. bits.Reverse()])).Positions);
    }

    [Fact]
    public void A_lower_case_name_is_never_written() =>
        Assert.Throws<InvariantException>(() => Track1.Encode("B6222021234567894^Li/Lei^3012201"));
}
