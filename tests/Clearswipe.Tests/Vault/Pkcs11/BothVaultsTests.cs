using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Emv;
using Clearswipe.Vault.KeyBlocks;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Vault.Pkcs11;

/// <summary>A vault over a security module says what the vault in this process says.</summary>
public sealed class BothVaultsTests : IDisposable
{
    private static readonly Pan Card = Bench.Pan("6222021234567894");

    private readonly KeyVault _soft = Bench.Vault();
    private readonly KeyVault _token;

    public BothVaultsTests()
    {
        Assert.SkipWhen(TokenBench.Library is null, TokenBench.Why);
        _token = TokenBench.Vault();
    }

    public static TheoryData<KeyAlgorithm, string> Keys => new()
    {
        { KeyAlgorithm.Des, "0123456789ABCDEF" },
        { KeyAlgorithm.TripleDes2, Bench.Clear },
        { KeyAlgorithm.TripleDes3, Bench.Clear + "89ABCDEF01234567" },
        { KeyAlgorithm.Aes128, Bench.Clear },
        { KeyAlgorithm.Aes192, Bench.Clear + "89ABCDEF01234567" },
        { KeyAlgorithm.Aes256, Bench.Clear + Bench.Clear },
    };

    [Theory, MemberData(nameof(Keys))]
    public void Check_values_and_macs_are_the_same(KeyAlgorithm algorithm, string hex)
    {
        var (here, there) = (_soft.Key(KeyUse.Mac, algorithm, hex), _token.Key(KeyUse.Mac, algorithm, hex));

        Assert.Equal(here.CheckValue, there.CheckValue);
        foreach (var mac in Enum.GetValues<MacAlgorithm>().Where(mac => mac.Takes(algorithm)))
            foreach (var length in new[] { 0, 5, 8, 16, 295, 1000 })
            {
                var message = new byte[length];
                Assert.Equal(_soft.Macs.Of(here, mac, message), _token.Macs.Of(there, mac, message));
            }
    }

    [Theory]
    [InlineData(PinFormat.Iso0, PinFormat.Iso0)]
    [InlineData(PinFormat.Iso0, PinFormat.Iso4)]
    [InlineData(PinFormat.Iso4, PinFormat.Iso3)]
    [InlineData(PinFormat.Iso3, PinFormat.Iso0)]
    public void A_pin_is_the_same_pin_after_a_translation(PinFormat from, PinFormat to)
    {
        var (source, target) = (_token.PinBlockKey(from), _token.PinBlockKey(to));
        var pvk = _token.Key(KeyUse.PinVerification, Bench.Clear);
        var reference = new PinReferenceKey(pvk, 1);
        var record = _token.Pins.Enrol(Card, reference, _token.Pins.Derive(reference, Card, "123456"u8), 3, 3);
        var translated = new byte[16];

        var moved = _token.Pins.Translate(
            source, target, Card, _token.Pins.Encrypt(source, Card, "123456"u8), translated);
        var verdict = _token.Pins.Verify(target, translated.AsSpan(0, moved.Length), Card, reference, record);

        Assert.Equal(PinCheck.Matched, verdict.Check);
        Assert.Equal(
            PinCheck.Mismatched,
            _token.Pins.Verify(target, _token.Pins.Encrypt(target, Card, "123457"u8), Card, reference, record).Check);
        Assert.True(_token.Pins.Translate(source, target, Card, new byte[from.BlockLength()], translated).IsGarbled);
    }

    [Fact]
    public void Reference_values_and_card_codes_are_the_same()
    {
        foreach (var use in new[] { KeyUse.PinVerification, KeyUse.PinOffset })
            Assert.Equal(
                _soft.Pins.Derive(new PinReferenceKey(_soft.Key(use, Bench.Clear), 1), Card, "1234"u8),
                _token.Pins.Derive(new PinReferenceKey(_token.Key(use, Bench.Clear), 1), Card, "1234"u8));
        Span<byte> here = stackalloc byte[3];
        Span<byte> there = stackalloc byte[3];
        _soft.Cards.WriteCvv(_soft.Key(KeyUse.CardVerification, Bench.Clear), Card, "3012", "201", here);
        _token.Cards.WriteCvv(_token.Key(KeyUse.CardVerification, Bench.Clear), Card, "3012", "201", there);

        Assert.Equal(here, there);
    }

    [Fact]
    public void A_key_that_travels_arrives()
    {
        var (here, there) = (_soft.Key(KeyUse.Master, Bench.Clear), _token.Key(KeyUse.Master, Bench.Clear));
        var working = _token.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2);
        var arrived = _soft.Keys.Unwrap(here, KeyUse.Pin, KeyAlgorithm.TripleDes2, _token.Keys.Wrap(there, working));
        var (protectionHere, protectionThere) =
            (_soft.Key(KeyUse.KeyBlock, KeyAlgorithm.Aes128, Bench.Clear),
                _token.Key(KeyUse.KeyBlock, KeyAlgorithm.Aes128, Bench.Clear));

        Assert.Equal(working.CheckValue, arrived?.CheckValue);
        Assert.IsType<KeyImport.Taken>(
            _token.Keys.Import(protectionThere, _soft.Keys.Export(protectionHere, arrived!)));
        Assert.IsType<KeyImport.Taken>(_soft.Keys.Import(protectionHere, _token.Keys.Export(protectionThere, working)));
    }

    [Fact]
    public void A_chip_is_proved()
    {
        var sale = new ChipTransaction(new ChipCard(Card, 1), 7, 0x5C3A1F90);
        var cryptogram = new byte[8];
        var here = _soft.Key(KeyUse.ChipCryptogram, Bench.Clear);
        var there = _token.Key(KeyUse.ChipCryptogram, Bench.Clear);

        _soft.Chips.WriteCryptogram(ChipMethod.UnionPay, here, sale, [1, 2, 3], cryptogram);

        Assert.True(_token.Chips.CryptogramFits(ChipMethod.UnionPay, there, sale, [1, 2, 3], cryptogram));
        Assert.False(_token.Chips.CryptogramFits(ChipMethod.UnionPay, there, sale, [1, 2, 4], cryptogram));
    }

    public void Dispose()
    {
        _soft.Dispose();
        _token?.Dispose();
    }
}
