using Clearswipe.Vault.Keys;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>What holds for every PIN on its way from the pad to the issuer.</summary>
public sealed class PinTests : IDisposable
{
    private static readonly Gen<byte[]> Pins =
        Gen.Byte[(byte)'0', (byte)'9'].Array[Limits.ShortestPin, Limits.LongestPin];

    private static readonly Gen<Pan> Pans =
        Gen.String[Gen.Char['0', '9'], Pan.ShortestLength, Pan.LongestLength].Select(Pan.Trusted);

    private readonly SoftwareVault _vault = Bench.Vault();
    private readonly SealedKey _pad;
    private readonly SealedKey _zone;
    private readonly SealedKey _pvk;

    public PinTests()
    {
        _pad = _vault.Generate(KeyUse.Pin, 16);
        _zone = _vault.Generate(KeyUse.Pin, 16);
        _pvk = _vault.Generate(KeyUse.PinVerification, 16);
    }

    public void Dispose() => _vault.Dispose();

    [Fact]
    public void A_pin_that_was_translated_still_verifies() =>
        Gen.Select(Pins, Pans).Sample((pin, pan) =>
        {
            var pvv = _vault.DerivePvv(_pvk, 1, pan, pin);
            var block = Translate(pan, _vault.EncryptPin(_pad, pan, pin));

            return _vault.VerifyPvv(_zone, block.Span, pan, _pvk, 1, pvv) == PinCheck.Matched;
        });

    [Fact]
    public void Another_pin_does_not_match_but_for_the_chance_of_its_four_digits()
    {
        var pan = Bench.Pan("6222021234567890123");
        var pvv = _vault.DerivePvv(_pvk, 1, pan, "1234"u8);
        var matches = Enumerable.Range(0, 10_000).Count(pin =>
            Verify(pan, System.Text.Encoding.ASCII.GetBytes(pin.ToString("D4")), pvv) == PinCheck.Matched);

        Assert.InRange(matches, 1, 10);
    }

    [Fact]
    public void Every_digit_of_a_PIN_counts_the_last_of_twelve_too() =>
        Gen.Select(Pins, Pans, Gen.Int[0, Limits.LongestPin - 1]).Sample((pin, pan, at) =>
        {
            var pvv = _vault.DerivePvv(_pvk, 1, pan, pin);
            var slips = Enumerable.Range(1, 9).Select(by => Slipped(pin, at % pin.Length, by));

            // One of them may fit by the chance of four digits; a digit that did not count would let all nine.
            return slips.Any(slip => Verify(pan, slip, pvv) == PinCheck.Mismatched);
        });

    [Fact]
    public void A_PIN_that_only_begins_like_another_does_not_match()
    {
        var pan = Bench.Pan("6222021234567890123");
        var pvv = _vault.DerivePvv(_pvk, 1, pan, "135790"u8);

        Assert.Equal(PinCheck.Matched, Verify(pan, [.. "135790"u8], pvv));
        Assert.Equal(PinCheck.Mismatched, Verify(pan, [.. "135791"u8], pvv));
        Assert.Equal(PinCheck.Mismatched, Verify(pan, [.. "1357"u8], pvv));
        Assert.Equal(PinCheck.Mismatched, Verify(pan, [.. "1357900"u8], pvv));
    }

    [Fact]
    public void A_block_under_another_key_is_garbled_and_not_a_wrong_pin() =>
        Gen.Select(Pins, Pans).Sample((pin, pan) =>
            _vault.TranslatePin(_zone, _pad, pan, _vault.EncryptPin(_pad, pan, pin)) is PinTranslation.Garbled);

    [Fact]
    public void Random_bytes_are_garbled_and_never_throw() =>
        Gen.Select(Gen.Byte.Array[0, 20], Pans).Sample((block, pan) =>
            _vault.TranslatePin(_pad, _zone, pan, block) is PinTranslation.Garbled
                && _vault.VerifyPvv(_pad, block, pan, _pvk, 1, "0000") == PinCheck.Garbled);

    [Fact]
    public void A_clear_block_reads_back_to_its_pin() =>
        Gen.Select(Pins, Pans).Sample((pin, pan) =>
        {
            var block = new byte[PinBlockFormat0.Length];
            PinBlockFormat0.Write(pin, pan, block);
            var digits = new byte[Limits.LongestPin];
            var length = PinBlockFormat0.Read(block, pan, digits);

            return digits.AsSpan(0, length).SequenceEqual(pin);
        });

    // PAN 0…0 joins nothing, so that each block is what it shows.
    [Theory]
    [InlineData("141234FFFFFFFFFF", "another format")]
    [InlineData("031234FFFFFFFFFF", "too short")]
    [InlineData("0D1234567890123F", "too long")]
    [InlineData("04123AFFFFFFFFFF", "a letter in the PIN")]
    [InlineData("041234FFFFFFFFF0", "filled with something else")]
    [InlineData("0412345FFFFFFFFF", "longer than it says")]
    public void A_block_that_breaks_the_format_is_garbled(string block, string because)
    {
        var digits = new byte[Limits.LongestPin];
        Assert.True(
            PinBlockFormat0.Read(Convert.FromHexString(block), Bench.Pan("0000000000000000"), digits) == 0, because);
    }

    [Theory]
    [InlineData("123")]
    [InlineData("1234567890123")]
    [InlineData("12a4")]
    [InlineData("\u0001\u0002\u0003\u0004")]
    public void What_is_no_pin_is_never_encrypted(string digits) =>
        Assert.Throws<InvariantException>(() =>
            _vault.EncryptPin(_pad, Bench.Pan("6222021234567890"), System.Text.Encoding.ASCII.GetBytes(digits)));

    private static byte[] Slipped(byte[] pin, int at, int by) =>
        [.. pin[..at], (byte)('0' + ((pin[at] - '0' + by) % 10)), .. pin[(at + 1)..]];

    private ReadOnlyMemory<byte> Translate(Pan pan, byte[] block) =>
        Assert.IsType<PinTranslation.Translated>(_vault.TranslatePin(_pad, _zone, pan, block)).Block;

    private PinCheck Verify(Pan pan, byte[] pin, string pvv) =>
        _vault.VerifyPvv(_pad, _vault.EncryptPin(_pad, pan, pin), pan, _pvk, 1, pvv);
}
