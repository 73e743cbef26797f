using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;

namespace Clearswipe.Tests.Wire.Emv;

/// <summary>What a card and a terminal can do and want, in words.</summary>
public sealed class ProfileTests
{
    [Fact]
    public void A_card_profile_has_its_words()
    {
        Assert.Equal(
            [
                "static data authentication (SDA) is supported",
                "dynamic data authentication (DDA) is supported",
                "cardholder verification is supported",
                "terminal risk management is to be performed",
                "issuer authentication is supported",
            ],
            En(CardProfile.Meaning([0x7C, 0x00])));
        Assert.Equal(
            ["contactless: chip mode (kernel 2) or stripe mode (kernel 3) is supported"],
            En(CardProfile.Meaning([0x00, 0x80])));
    }

    [Fact]
    public void A_verification_list_is_its_amounts_and_its_rules() =>
        Assert.Equal(
            [
                "amount X 10000, amount Y 0",
                "online PIN (for cash without an attendant; if it fails, verification fails)",
                "enciphered offline PIN (when the terminal supports it; if it fails, the next rule)",
                "no verification required (in the application's currency, under X; if it fails, the next rule)",
                "unlisted method 2A (unlisted condition 80; if it fails, verification fails)",
            ],
            En(VerificationMethods.List(Bytes("00002710 00000000 0201 4403 5F06 2A80 1F"))));

    [Fact]
    public void A_verification_list_that_ends_within_its_amounts_says_nothing() =>
        Assert.Empty(VerificationMethods.List(Bytes("00000000 000000")));

    [Fact]
    public void A_verification_list_may_be_read_in_chinese() =>
        Assert.Equal(
            "签名（终端支持此方法；不成功则用下一条）",
            VerificationMethods.List(Bytes("00000000 00000000 5E03"))[1].Zh);

    [Fact]
    public void Terminal_capabilities_are_three_lines() =>
        Assert.Equal(
            [
                "reads: numbers typed by hand, stripes, chips with contacts",
                "verifies by: offline PIN in the clear, online PIN, signature, enciphered offline PIN, no verification",
                "security: SDA, DDA, CDA",
            ],
            En(TerminalProfile.Capabilities(Bytes("E0F8C8"))));

    [Fact]
    public void More_capabilities_are_four_lines() =>
        Assert.Equal(
            [
                "transactions: cash, goods, services, cashback, cash deposit",
                "keys: digits, letters and signs, command keys, function keys",
                "output: print for the attendant, display for the attendant",
                "character sets ISO/IEC 8859: 1, 10",
            ],
            En(TerminalProfile.MoreCapabilities(Bytes("F080F0A201"))));

    [Fact]
    public void What_a_terminal_cannot_is_not_said() =>
        Assert.Equal(["reads: chips with contacts"], En(TerminalProfile.Capabilities(Bytes("200000"))));

    [Theory]
    [InlineData("22", "terminal of a merchant, attended, offline and online")]
    [InlineData("14", "terminal of a bank, unattended, online only")]
    [InlineData("34", "terminal of the cardholder, unattended, online only")]
    [InlineData("31", null)]
    [InlineData("27", null)]
    [InlineData("02", null)]
    [InlineData("", null)]
    [InlineData("2222", null)]
    public void A_terminal_type_has_its_words(string hex, string? words) =>
        Assert.Equal(words, TerminalProfile.Type(Bytes(hex))?.En);

    [Theory]
    [InlineData("80", "asks to go online (ARQC)")]
    [InlineData("40", "approved offline (TC)")]
    [InlineData("00", "declined offline (AAC)")]
    [InlineData("0A", "declined offline (AAC)|an advice to the issuer is wanted|the PIN try limit is exceeded")]
    [InlineData("C0", "")]
    [InlineData("", "")]
    public void A_cryptogram_says_what_the_card_decided(string hex, string words) =>
        Assert.Equal(words, string.Join('|', En(CryptogramKind.Meaning(Bytes(hex)))));

    [Theory]
    [InlineData("00", "purchase")]
    [InlineData("20", "refund")]
    [InlineData("99", null)]
    [InlineData("0000", null)]
    public void A_transaction_type_has_its_words(string hex, string? words) =>
        Assert.Equal(words, TransactionType.Meaning(Bytes(hex))?.En);

    private static IEnumerable<string> En(IEnumerable<Bilingual> words) => words.Select(word => word.En);

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));
}
