using Clearswipe.Wire.Emv;

namespace Clearswipe.Tests.Wire.Emv;

/// <summary>What chip and terminal found, in words.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData(0x63C2, "wrong PIN, tries left: 2")]
    [InlineData(0x6983, "the PIN is locked")]
    [InlineData(0x6C1A, "the length should be 26")]
    [InlineData(0x6A81, "not supported (on SELECT: the card is blocked)")]
    public void A_status_word_has_its_words(int status, string words) =>
        Assert.Equal(words, StatusWord.Meaning((ushort)status)!.En);

    [Fact]
    public void A_status_word_means_more_after_its_command()
    {
        Assert.Equal("the card is blocked", StatusWord.Meaning(0x6A81, command: 0xA4)!.En);
        Assert.Equal("the application is blocked", StatusWord.Meaning(0x6283, command: 0xA4)!.En);
    }

    [Fact]
    public void An_unlisted_status_word_is_not_guessed() => Assert.Null(StatusWord.Meaning(0x6999));

    [Fact]
    public void A_pad_that_does_not_work_is_told_by_the_terminal_results() =>
        Assert.Equal(
            [
                "cardholder verification was not successful",
                "a PIN is required, and the keypad is absent or not working",
            ],
            VerificationResults.Terminal([0, 0, 0x90, 0, 0]).Select(words => words.En));

    [Fact]
    public void The_chip_does_not_know_how_an_online_pin_ended() =>
        Assert.Equal("online PIN, result unknown", VerificationResults.Cardholder([0x42, 0x03, 0x00])!.En);

    [Theory]
    [InlineData("051", "chip, inserted, with PIN")]
    [InlineData("022", "stripe, without PIN")]
    [InlineData("999", null)]
    public void An_entry_mode_has_its_words(string entryMode, string? words) =>
        Assert.Equal(words, EntryMode.Meaning(entryMode)?.En);
}
