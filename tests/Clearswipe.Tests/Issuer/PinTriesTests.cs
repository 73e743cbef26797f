using Clearswipe.Issuer.Pins;
using Clearswipe.Vault.Pins;
using CsCheck;

namespace Clearswipe.Tests.Issuer;

/// <summary>How a card counts wrong PINs.</summary>
public sealed class PinTriesTests
{
    [Fact]
    public void A_garbled_pin_block_costs_no_try() =>
        Assert.Equal(PinTries.Fresh, PinTries.Fresh.After(PinCheck.Garbled));

    [Fact]
    public void A_right_pin_gives_the_tries_back() =>
        Assert.Equal(PinTries.Fresh, PinTries.Fresh.After(PinCheck.Mismatched).After(PinCheck.Matched));

    [Fact]
    public void A_right_pin_does_not_open_a_locked_card() =>
        Assert.True(new PinTries(0).After(PinCheck.Matched).IsLocked);

    [Fact]
    public void Tries_left_never_leave_the_range_of_zero_to_three() =>
        Gen.Enum<PinCheck>().Array.Sample(checks =>
            checks.Aggregate(PinTries.Fresh, (tries, check) => tries.After(check)).Left is >= 0 and <= 3);

    [Fact]
    public void A_locked_card_stays_locked_whatever_is_typed() =>
        Gen.Enum<PinCheck>().Array.Sample(checks =>
            checks.Aggregate(new PinTries(0), (tries, check) => tries.After(check)).IsLocked);
}
