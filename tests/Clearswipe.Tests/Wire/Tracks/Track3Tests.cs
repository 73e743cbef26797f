using Clearswipe.Vocabulary;
using Clearswipe.Wire.Tracks;

namespace Clearswipe.Tests.Wire.Tracks;

/// <summary>Track 3: a format code, perhaps a number, and digits that only the issuer reads.</summary>
public sealed class Track3Tests
{
    private const string Sample =
        "996222021234567894=1561560000000000000003000000214000000000000000000000==000000=00000";

    // A sample made for explaining, its stars as zeros: www.gae.ucm.es/~padilla/extrawork/magexam1.html.
    private const string Published =
        "011234567890123445=7247241000000000000303000000040400099010=000000000000000000000000==1=0000000000000000";

    [Theory]
    [InlineData(Sample, "99", "6222021234567894")]
    [InlineData(Published, "01", "1234567890123445")]
    [InlineData("01=1560000000000", "01", null)]
    public void A_track_is_read_and_swiped(string text, string format, string? number)
    {
        var track = Assert.IsType<StripeReading<Track3>.Good>(Track3.Decode(Track3.Encode(text))).Track;

        Assert.Equal((format, number, text), (track.FormatCode, track.Pan?.Reveal(), track.Reveal()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("996222021234567894")]
    [InlineData("9=6222021234567894")]
    [InlineData("99=")]
    [InlineData("9962220212=1561560000")]
    [InlineData("99622202123456789412345=156156")]
    [InlineData("99622202123456789A=156156")]
    [InlineData("996222021234567894=15A156")]
    public void What_is_no_track_3_is_null(string text) => Assert.Null(Track3.Read(text));

    [Fact]
    public void On_the_wire_it_is_filled_up_with_F_and_separated_by_D() =>
        Assert.Equal(
            "996222021234567894=156156=0", Track3.Read("996222021234567894D156156D0F")!.Reveal());

    [Fact]
    public void A_number_whose_check_digit_does_not_fit_is_no_card_number() =>
        Assert.Equal(StripeRead.LuhnFailed, Track3.Decode(Track3.Encode("996222021234567890=156156")).Rung);

    [Fact]
    public void A_track_masks_itself()
    {
        Assert.Equal("99622202******7894=…", $"{Track3.Read(Sample)}");
        Assert.Equal("01=…", $"{Track3.Read("01=1560000000000")}");
        Assert.DoesNotContain("156156", $"{Track3.Decode(Track3.Encode(Sample))}", StringComparison.Ordinal);
    }
}
