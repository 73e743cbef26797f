using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>What of a text may be seen.</summary>
public sealed class MaskTests
{
    [Theory]
    [InlineData("card 6222021234567894.", "card 622202******7894.")]
    [InlineData("016222021234567894", "01622202******7894")]
    // Fifteen digits before it could be a card's too, and end within it.
    [InlineData("22830388368596222021234567894", "228303********222********7894")]
    [InlineData("trace 000124, 183001", "trace 000124, 183001")]
    [InlineData("632618000124", "632618000124")]
    [InlineData("", "")]
    public void A_card_number_within_a_text_is_masked(string text, string masked) =>
        Assert.Equal(masked, Mask.LongNumbers(text));

    [Theory]
    [InlineData("6222021234567894", "622202******7894")]
    [InlineData("62220212345", "***********")]
    public void A_card_number_shows_six_and_four_digits_or_none(string digits, string masked) =>
        Assert.Equal(masked, Mask.Number(digits));

    [Theory]
    [InlineData("6222021234567894=30121010000001234567", "622202******7894=…")]
    [InlineData("62220212345678943012101", "***********************")]
    public void A_track_shows_its_masked_card_number_or_nothing(string track, string masked) =>
        Assert.Equal(masked, Mask.Track(track));
}
