using Clearswipe.Vocabulary;
using Clearswipe.Wire.Tracks;
using CsCheck;

namespace Clearswipe.Tests.Wire.Tracks;

/// <summary>The read ladder of a stripe, from the bits up.</summary>
public sealed class StripeReadingTests
{
    private const string Striped = "6222021234567894=30121010000001234567";
    private const string Chipped = "6222021234567894=30122010000001234567";

    // Where the first character starts, after the clocking zeros.
    private const int First = 20;

    [Fact]
    public void A_clean_swipe_is_good_and_gives_the_track()
    {
        var good = Assert.IsType<StripeReading<Track2>.Good>(Track2.Decode(Track2.Encode(Striped)));

        Assert.Equal("6222021234567894", good.Track.Pan.Reveal());
        Assert.Equal("3012", good.Track.Expiry);
        Assert.Equal("101", good.Track.ServiceCode);
        Assert.Equal(Striped, good.Track.Reveal());
    }

    [Fact]
    public void A_swipe_in_the_wrong_direction_reads_as_well() =>
        Assert.Equal(StripeRead.Good, Track2.Decode([.. Track2.Encode(Striped).Reverse()]).Rung);

    [Fact]
    public void A_card_with_a_chip_says_so() =>
        Assert.Equal(StripeRead.HasChip, Track2.Decode(Track2.Encode(Chipped)).Rung);

    [Fact]
    public void A_demagnetised_stripe_has_no_flux() => Assert.Equal(StripeRead.NoFlux, Track2.Decode([]).Rung);

    [Fact]
    public void Clocking_alone_has_no_sentinels() =>
        Assert.Equal(StripeRead.NoSentinels, Track2.Decode(new bool[200]).Rung);

    [Fact]
    public void A_lost_start_has_no_sentinels() =>
        Assert.Equal(StripeRead.NoSentinels, Track2.Decode([.. Track2.Encode(Striped).Skip(First + 2)]).Rung);

    [Fact]
    public void A_swipe_that_stopped_halfway_has_no_sentinels() =>
        Assert.Equal(StripeRead.NoSentinels, Track2.Decode([.. Track2.Encode(Striped).Take(First + 60)]).Rung);

    [Fact]
    public void Scratches_are_parity_errors_at_their_places()
    {
        var scratched = Assert.IsType<StripeReading<Track2>.ParityErrors>(Track2.Decode(Flip(Striped, (3, 1), (9, 4))));

        Assert.Equal([3, 9], scratched.Positions);
    }

    [Fact]
    public void Two_wrong_bits_in_one_character_fail_only_the_longitudinal_check() =>
        Assert.Equal(StripeRead.LrcFailed, Track2.Decode(Flip(Striped, (3, 0), (3, 1))).Rung);

    [Fact]
    public void A_swipe_that_ends_before_its_check_character_fails_the_check() =>
        Assert.Equal(
            StripeRead.LrcFailed,
            Track2.Decode([.. Track2.Encode(Striped).Take(First + (Striped.Length + 2) * 5 + 2)]).Rung);

    [Fact]
    public void A_wrong_check_digit_is_no_card_number() =>
        Assert.Equal(StripeRead.LuhnFailed, Track2.Decode(Track2.Encode("6222021234567890=3012101")).Rung);

    [Fact]
    public void A_track_masks_itself()
    {
        Assert.Equal("622202******7894=…", Track2.Read(Striped)!.ToString());
        Assert.DoesNotContain("1234567", $"{Track2.Decode(Track2.Encode(Striped))}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_track_of_a_chip_is_filled_up_with_F() =>
        Assert.Equal(Striped, Track2.Read("6222021234567894D30121010000001234567F")!.Reveal());

    [Fact]
    public void A_track_without_expiry_or_service_code_has_separators_in_their_place()
    {
        var track = Track2.Read("6222021234567894===123")!;

        Assert.Equal(("", "", "6222021234567894===123"), (track.Expiry, track.ServiceCode, track.Reveal()));
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        Texts.Sample(text =>
        {
            Assert.Equal(text, Track2.Read(text)!.Reveal());
            Assert.True(
                Track2.Decode(Track2.Encode(text)).Rung
                    is StripeRead.Good or StripeRead.HasChip or StripeRead.LuhnFailed);
        });

    [Fact]
    public void No_bits_make_it_throw() => Gen.Bool.Array[0, 300].Sample(bits => _ = Track2.Decode(bits).Rung);

    [Fact]
    public void One_wrong_bit_never_passes_as_a_good_read() =>
        Gen.Select(Texts, Gen.Int[0, 10_000]).Sample((text, at) =>
        {
            var bits = Track2.Encode(text).ToArray();
            var place = First + at % ((text.Length + 3) * 5);
            bits[place] = !bits[place];
            return Track2.Decode(bits) is not (StripeReading<Track2>.Good or StripeReading<Track2>.HasChip);
        });

    private static Gen<string> Texts =>
        from pan in Gen.Char['0', '9'].Array[12, 19]
        from rest in Gen.Char['0', '9'].Array[7, 17]
        select $"{new string(pan)}={new string(rest)}";

    private static bool[] Flip(string text, params (int Character, int Bit)[] places)
    {
        var bits = Track2.Encode(text).ToArray();
        foreach (var (character, bit) in places)
            bits[First + character * 5 + bit] ^= true;
        return bits;
    }
}
