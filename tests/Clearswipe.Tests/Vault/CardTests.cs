using Clearswipe.Vault;
using Clearswipe.Vault.Cards;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>The values on a card's stripe and in its chip, and the name of a card in tables.</summary>
public sealed class CardTests : IDisposable
{
    private readonly KeyVault _vault = Bench.Vault();
    private readonly SealedKey _cvk;

    public CardTests() => _cvk = _vault.Keys.Generate(KeyUse.CardVerification, KeyAlgorithm.TripleDes2);

    public void Dispose() => _vault.Dispose();

    [Fact]
    public void A_value_that_was_made_fits_and_no_other_does() =>
        Gen.Select(Bench.Pans, Gen.Int[1, 9]).Sample((pan, slip) =>
        {
            var cvv = new byte[VaultCards.CvvLength];
            _vault.Cards.WriteCvv(_cvk, pan, "3012", "201", cvv);
            var fits = _vault.Cards.CvvFits(_cvk, pan, "3012", "201", cvv);
            cvv[1] = (byte)('0' + ((cvv[1] - '0' + slip) % 10));

            return fits && !_vault.Cards.CvvFits(_cvk, pan, "3012", "201", cvv);
        });

    // A chip's value on a stripe would let a copied chip be swiped: it must not be the stripe's own.
    [Fact]
    public void The_chips_value_is_seldom_the_stripes()
    {
        var same = Enumerable.Range(0, 1_000).Count(i =>
        {
            var (pan, chip) = (Bench.Pan($"62220212345{i:D5}"), new byte[3]);
            _vault.Cards.WriteCvv(_cvk, pan, "3012", VaultCards.ChipServiceCode, chip);
            return _vault.Cards.CvvFits(_cvk, pan, "3012", "201", chip);
        });

        Assert.InRange(same, 0, 10);
    }

    [Theory]
    [InlineData("301", "201")]
    [InlineData("3O12", "201")]
    [InlineData("3012", "2 1")]
    public void What_are_no_digits_never_fits_and_is_never_made(string expiry, string serviceCode)
    {
        var pan = Bench.Pan("6222021234567890");

        Assert.False(_vault.Cards.CvvFits(_cvk, pan, expiry, serviceCode, "000"u8));
        Assert.Throws<InvariantException>(() =>
            _vault.Cards.WriteCvv(_cvk, pan, expiry, serviceCode, new byte[3]));
    }

    [Fact]
    public void A_token_names_a_card_the_same_way_every_time_and_shows_no_digit_of_it()
    {
        var pan = Bench.Pan("6222021234567890");
        using var other = Bench.OtherVault();

        Assert.Equal(32, _vault.Cards.Token(pan).Length);
        Assert.Equal(_vault.Cards.Token(pan), Bench.Vault().Cards.Token(pan));
        Assert.NotEqual(_vault.Cards.Token(pan), other.Cards.Token(pan));
        Assert.NotEqual(_vault.Cards.Token(pan), _vault.Cards.Token(Bench.Pan("6222021234567891")));
    }
}
