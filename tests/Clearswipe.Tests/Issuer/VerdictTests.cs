using Clearswipe.Issuer.Authorisations;
using Clearswipe.Issuer.Cards;
using Clearswipe.Issuer.Pins;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Issuer;

/// <summary>What an issuer decides, and in which order it looks.</summary>
public sealed class VerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly HouseRules Open = new(false, Money.Fen(100_000));
    private static readonly Asked Sale = new(Money.Fen(1_000), "3012", false, PinCheck.Matched);

    private static readonly Card Good = new(
        "token", "3012", CardStatus.Active, PinTries.Fresh, Money.Fen(5_000),
        new DailyLimits(Money.Fen(4_000), 3), new DayUse("20260302", Money.Fen(0), 0));

    [Fact]
    public void A_good_card_with_a_right_pin_is_approved() => Assert.Equal("00", Code(Good, Sale));

    [Fact]
    public void Maintenance_comes_before_everything() =>
        Assert.Equal("91", Code(null, Sale, Open with { IsInMaintenance = true }));

    [Fact]
    public void A_card_that_is_not_ours_is_no_card() => Assert.Equal("14", Code(null, Sale));

    [Theory]
    [InlineData(CardStatus.Lost, "41")]
    [InlineData(CardStatus.Stolen, "43")]
    [InlineData(CardStatus.Restricted, "62")]
    internal void What_is_held_against_a_card_comes_before_its_pin_and_costs_no_try(CardStatus status, string code)
    {
        var verdict = Verdict.Decide(Good with { Status = status }, Sale with { Pin = PinCheck.Mismatched }, Open, Now);

        Assert.Equal(code, CodeOf(verdict));
        Assert.Equal(PinTries.Fresh, verdict.Tries);
    }

    [Theory]
    [InlineData("2602", "54")]
    [InlineData("2603", "00")]
    public void A_card_is_good_until_the_end_of_its_month(string expiry, string code) =>
        Assert.Equal(code, Code(Good with { Expiry = expiry }, Sale with { Expiry = expiry }));

    [Fact]
    public void Another_month_than_the_cards_own_is_an_expired_card() =>
        Assert.Equal("54", Code(Good, Sale with { Expiry = "2912" }));

    [Fact]
    public void A_wrong_pin_costs_one_try()
    {
        var verdict = Verdict.Decide(Good, Sale with { Pin = PinCheck.Mismatched }, Open, Now);

        Assert.Equal(("55", 2), (CodeOf(verdict), verdict.Tries.Left));
    }

    [Fact]
    public void The_last_wrong_pin_locks_the_card() =>
        Assert.Equal("75", Code(Good with { Tries = new(1) }, Sale with { Pin = PinCheck.Mismatched }));

    [Theory]
    [InlineData(PinCheck.Matched)]
    [InlineData(PinCheck.Mismatched)]
    [InlineData(PinCheck.Garbled)]
    public void A_locked_card_does_not_tell_whether_a_guess_was_right(PinCheck check) =>
        Assert.Equal("38", Code(Good with { Tries = new(0) }, Sale with { Pin = check }));

    [Fact]
    public void A_garbled_block_is_never_called_a_wrong_pin() =>
        Assert.Equal("99", Code(Good, Sale with { Pin = PinCheck.Garbled }));

    [Fact]
    public void A_small_tap_needs_no_pin() => Assert.Equal("00", Code(Good, Sale with { IsTap = true, Pin = null }));

    [Fact]
    public void An_inserted_card_without_a_pin_is_refused_but_not_for_a_wrong_one() =>
        Assert.Equal("99", Code(Good, Sale with { Pin = null }));

    [Fact]
    public void Without_the_pin_nobody_learns_what_a_card_holds() =>
        Assert.Equal("55", Code(Good, Sale with { Pin = PinCheck.Mismatched, Amount = Money.Fen(1_000_000) }));

    [Fact]
    public void A_right_pin_gives_the_tries_back_even_when_the_money_does_not_suffice()
    {
        var verdict = Verdict.Decide(
            Good with { Tries = new(1), Balance = Money.Fen(10) }, Sale with { Pin = PinCheck.Matched }, Open, Now);

        Assert.Equal(("51", PinTries.Fresh), (CodeOf(verdict), verdict.Tries));
    }

    [Fact]
    public void The_days_amount_has_a_limit() =>
        Assert.Equal("61", Code(Good, Sale with { Amount = Money.Fen(4_001) }));

    [Fact]
    public void The_days_count_has_a_limit() =>
        Assert.Equal("65", Code(Good with { Used = new("20260302", Money.Fen(3), 3) }, Sale));

    [Fact]
    public void Yesterdays_use_does_not_count() =>
        Assert.Equal("00", Code(Good with { Used = new("20260301", Money.Fen(4_000), 3) }, Sale));

    [Fact]
    public void Nothing_is_no_amount() => Assert.Equal("13", Code(Good, Sale with { Amount = Money.Fen(0) }));

    private static string Code(Card? card, Asked asked, HouseRules? rules = null) =>
        CodeOf(Verdict.Decide(card, asked, rules ?? Open, Now));

    private static string CodeOf(Verdict verdict) =>
        verdict is Verdict.Refused(var code, _) ? code.Value : ResponseCode.Approved.Value;
}
