using System.Text;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>A PIN against its card's record: every digit counts, and so does every try.</summary>
public sealed class PinVerificationTests : IDisposable
{
    private static readonly Pan Card = Bench.Pan("6222021234567890123");

    private readonly KeyVault _vault = Bench.Vault();
    private readonly PinBlockKey _pad;
    private readonly PinReferenceKey _pvk;
    private readonly PinReferenceKey _offsets;

    public PinVerificationTests()
    {
        _pad = _vault.PinBlockKey(PinFormat.Iso0);
        _pvk = new(_vault.Keys.Generate(KeyUse.PinVerification, KeyAlgorithm.TripleDes2), 1);
        _offsets = new(_vault.Keys.Generate(KeyUse.PinOffset, KeyAlgorithm.TripleDes2), 0);
    }

    public void Dispose() => _vault.Dispose();

    [Fact]
    public void Another_pin_does_not_match_but_for_the_chance_of_its_four_digits()
    {
        var matches = Enumerable.Range(0, 10_000).Count(pin =>
            Check(_pvk, "1234", Encoding.ASCII.GetBytes($"{pin:D4}")) == PinCheck.Matched);

        Assert.InRange(matches, 1, 10);
    }

    [Fact]
    public void Every_digit_of_a_PIN_counts_the_last_of_twelve_too() =>
        Gen.Select(Bench.Pins, Gen.Int[0, Limits.LongestPin - 1]).Sample((pin, at) =>
        {
            var slips = Enumerable.Range(1, 9).Select(by => Slipped(pin, at % pin.Length, by));
            var text = Encoding.ASCII.GetString(pin);

            // One of them may fit by the chance of four digits; a digit that did not count would let all nine.
            return slips.Any(slip => Check(_pvk, text, slip) == PinCheck.Mismatched)
                && slips.All(slip => Check(_offsets, text, slip) == PinCheck.Mismatched);
        }, iter: 50);

    [Fact]
    public void A_PIN_that_only_begins_like_another_does_not_match()
    {
        foreach (var key in new[] { _pvk, _offsets })
        {
            Assert.Equal(PinCheck.Matched, Check(key, "135790", [.. "135790"u8]));
            Assert.Equal(PinCheck.Mismatched, Check(key, "135790", [.. "135791"u8]));
            Assert.Equal(PinCheck.Mismatched, Check(key, "135790", [.. "1357"u8]));
            Assert.Equal(PinCheck.Mismatched, Check(key, "135790", [.. "1357900"u8]));
        }
    }

    [Fact]
    public void Three_wrong_pins_lock_and_the_right_one_is_not_told_any_more()
    {
        var record = Enrolled(_pvk, "1234");
        foreach (var left in new[] { 2, 1, 0 })
        {
            var verdict = Verify(record, "9876"u8);
            Assert.Equal((PinCheck.Mismatched, left), (verdict.Check, verdict.TriesLeft));
            record = verdict.Record;
        }

        foreach (var guess in new[] { "1234", "9876" })
        {
            var verdict = Verify(record, Encoding.ASCII.GetBytes(guess));
            Assert.Equal((PinCheck.Locked, 0), (verdict.Check, verdict.TriesLeft));
            Assert.Same(record, verdict.Record);
        }
    }

    [Fact]
    public void A_right_pin_gives_the_tries_back()
    {
        var wrong = Verify(Enrolled(_pvk, "1234"), "9876"u8);
        var right = Verify(wrong.Record, "1234"u8);

        Assert.Equal((PinCheck.Matched, 3), (right.Check, right.TriesLeft));
        Assert.Equal(2, Verify(right.Record, "9876"u8).TriesLeft);
    }

    [Fact]
    public void A_garbled_block_costs_nothing_and_changes_nothing()
    {
        var record = Enrolled(_pvk, "1234");
        for (var i = 0; i < 5; i++)
        {
            var verdict = _vault.Pins.Verify(_pad, new byte[8], Card, _pvk, record);
            Assert.Equal((PinCheck.Garbled, 3), (verdict.Check, verdict.TriesLeft));
            Assert.Same(record, verdict.Record);
        }
    }

    [Fact]
    public void Two_officers_give_the_tries_back_and_one_cannot()
    {
        var record = Enrolled(_pvk, "1234", triesLeft: 0);
        var token = _vault.Cards.Token(Card);

        Assert.Null(_vault.Pins.Unlock(token, record, "Li", ""));
        Assert.Null(_vault.Pins.Unlock(token, record, "", "Wang"));
        Assert.Null(_vault.Pins.Unlock(token, record, "Li", " li "));
        var fresh = _vault.Pins.Unlock(token, record, "Li", "Wang");
        Assert.Equal(PinCheck.Matched, Verify(fresh!, "1234"u8).Check);
    }

    [Fact]
    public void A_record_is_its_cards_alone_and_is_checked_as_it_was_enrolled()
    {
        var record = Enrolled(_pvk, "1234");
        var other = Bench.Pan("6222021234567890131");
        var block = _vault.Pins.Encrypt(_pad, other, "1234"u8);

        Assert.Throws<InvariantException>(() => _vault.Pins.Verify(_pad, block, other, _pvk, record));
        Assert.Throws<InvariantException>(() => _vault.Pins.Verify(_pad, block, Card, _offsets, record));
    }

    [Theory]
    [InlineData("123")]
    [InlineData("12345")]
    [InlineData("12a4")]
    public void What_is_no_pvv_is_not_enrolled(string value) =>
        Assert.Throws<InvariantException>(() => _vault.Pins.Enrol(Card, _pvk, value, 3, 3));

    [Fact]
    public void Of_many_cards_with_wrong_pins_the_oldest_are_forgotten()
    {
        var spent = new SpentTries(mostCards: 2);
        foreach (var card in new[] { "1", "2", "3", "4", "5" })
            spent.Remember(card, 1);

        Assert.Null(spent.LeftOf("1"));
        Assert.Equal([1, 1, 1], new[] { "3", "4", "5" }.Select(card => spent.LeftOf(card)!.Value));
    }

    private static byte[] Slipped(byte[] pin, int at, int by) =>
        [.. pin[..at], (byte)('0' + ((pin[at] - '0' + by) % 10)), .. pin[(at + 1)..]];

    // Each time an enrolment of its own in a vault that has seen no wrong try of the card.
    private PinCheck Check(PinReferenceKey key, string pin, byte[] guess)
    {
        var record = Enrolled(key, pin);
        var verdict = _vault.Pins.Verify(_pad, _vault.Pins.Encrypt(_pad, Card, guess), Card, key, record);
        _vault.Pins.Unlock(_vault.Cards.Token(Card), record, "one", "two");
        return verdict.Check;
    }

    private SealedPin Enrolled(PinReferenceKey key, string pin, int triesLeft = 3) =>
        _vault.Pins.Enrol(Card, key, _vault.Pins.Derive(key, Card, Encoding.ASCII.GetBytes(pin)), triesLeft, 3);

    private PinVerdict Verify(SealedPin record, ReadOnlySpan<byte> pin) =>
        _vault.Pins.Verify(_pad, _vault.Pins.Encrypt(_pad, Card, pin), Card, _pvk, record);
}
