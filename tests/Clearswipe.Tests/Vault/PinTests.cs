using System.Text;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>What holds for every PIN on its way from the pad to the issuer.</summary>
public sealed class PinTests : IDisposable
{
    private static readonly PinFormat[] Travelling = [PinFormat.Iso0, PinFormat.Iso3, PinFormat.Iso4];

    private readonly KeyVault _vault = Bench.Vault();
    private readonly Dictionary<PinFormat, PinBlockKey> _pad;
    private readonly Dictionary<PinFormat, PinBlockKey> _zone;
    private readonly PinReferenceKey _pvk;

    public PinTests()
    {
        _pad = Travelling.ToDictionary(format => format, _vault.PinBlockKey);
        _zone = Travelling.ToDictionary(format => format, _vault.PinBlockKey);
        _pvk = new(_vault.Keys.Generate(KeyUse.PinVerification, KeyAlgorithm.TripleDes2), 1);
    }

    public void Dispose() => _vault.Dispose();

    public static TheoryData<PinFormat, PinFormat> Pairs
    {
        get
        {
            var pairs = new TheoryData<PinFormat, PinFormat>();
            foreach (var from in Travelling)
                foreach (var to in Travelling)
                    pairs.Add(from, to);
            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void A_pin_that_was_translated_still_verifies(PinFormat from, PinFormat to) =>
        Gen.Select(Bench.Pins, Bench.Pans).Sample((pin, pan) =>
        {
            var record = _vault.Pins.Enrol(pan, _pvk, _vault.Pins.Derive(_pvk, pan, pin), 3, 3);
            var block = new byte[to.BlockLength()];
            var done = _vault.Pins.Translate(
                _pad[from], _zone[to], pan, _vault.Pins.Encrypt(_pad[from], pan, pin), block);

            return done.Length == block.Length
                && _vault.Pins.Verify(_zone[to], block, pan, _pvk, record).Check == PinCheck.Matched;
        }, iter: 50);

    [Fact]
    public void A_pin_of_format_4_travels_under_sm4_too()
    {
        var sm4 = new PinBlockKey(_vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.Sm4), PinFormat.Iso4);
        var pan = Bench.Pan("6222021234567890123");
        var block = new byte[8];

        Assert.Equal(8, _vault.Pins.Translate(
            sm4, _zone[PinFormat.Iso0], pan, _vault.Pins.Encrypt(sm4, pan, "135790"u8), block).Length);
        Assert.Equal(_vault.Pins.Encrypt(_zone[PinFormat.Iso0], pan, "135790"u8), block);
    }

    [Theory]
    [InlineData(PinFormat.Iso3)]
    [InlineData(PinFormat.Iso4)]
    public void The_same_pin_makes_another_block_each_time(PinFormat format)
    {
        var pan = Bench.Pan("6222021234567890123");

        Assert.NotEqual(
            _vault.Pins.Encrypt(_pad[format], pan, "1234"u8), _vault.Pins.Encrypt(_pad[format], pan, "1234"u8));
    }

    [Theory, MemberData(nameof(Pairs))]
    public void A_block_under_another_key_is_garbled_and_not_a_wrong_pin(PinFormat from, PinFormat to) =>
        Gen.Select(Bench.Pins, Bench.Pans).Sample((pin, pan) => _vault.Pins.Translate(
            _zone[from], _pad[to], pan, _vault.Pins.Encrypt(_pad[from], pan, pin), new byte[to.BlockLength()])
                .IsGarbled, iter: 50);

    [Theory]
    [InlineData(PinFormat.Iso0)]
    [InlineData(PinFormat.Iso3)]
    [InlineData(PinFormat.Iso4)]
    public void Random_bytes_are_garbled_and_never_throw(PinFormat format) =>
        Gen.Select(Gen.Byte.Array[0, 20], Bench.Pans).Sample((block, pan) =>
        {
            var record = _vault.Pins.Enrol(pan, _pvk, "0000", 3, 3);
            var verdict = _vault.Pins.Verify(_pad[format], block, pan, _pvk, record);

            return _vault.Pins.Translate(_pad[format], _zone[format], pan, block, new byte[16]).IsGarbled
                && verdict.Check == PinCheck.Garbled && verdict.TriesLeft == 3;
        });

    [Theory]
    [InlineData(PinFormat.Iso0)]
    [InlineData(PinFormat.Iso1)]
    [InlineData(PinFormat.Iso2)]
    [InlineData(PinFormat.Iso3)]
    [InlineData(PinFormat.Iso4)]
    public void A_block_of_every_format_reads_back_to_its_pin(PinFormat format) =>
        Gen.Select(Bench.Pins, Bench.Pans).Sample((pin, pan) =>
        {
            using var key = CipherKey.Create(
                format == PinFormat.Iso4 ? KeyAlgorithm.Aes128 : KeyAlgorithm.TripleDes2,
                Convert.FromHexString(Bench.Clear));
            var digits = new byte[Limits.LongestPin];
            var block = Bench.Block(format, Bench.Clear, pan, pin);
            var length = PinBlock.Of(format).Decipher(key, pan, block, digits);

            return digits.AsSpan(0, length).SequenceEqual(pin);
        });

    // Every format has this shape; a fill that is not its own is told apart in each.
    [Theory]
    [InlineData(PinFormat.Iso0, "041234FFFFFFFFFE")]
    [InlineData(PinFormat.Iso0, "041234AAAAAAAAAA")]
    [InlineData(PinFormat.Iso2, "241234FFFFFFFFF0")]
    [InlineData(PinFormat.Iso3, "341234ABCDEFABC9")]
    [InlineData(PinFormat.Iso3, "341234FFFFFF0FFF")]
    public void A_fill_that_is_not_the_formats_is_garbled(PinFormat format, string block)
    {
        var digits = new byte[Limits.LongestPin];
        var read = (ShortPinBlock)PinBlock.Of(format);

        Assert.Equal(0, read.Read(Bench.Pan("0000000000000000"), Convert.FromHexString(block), digits));
    }

    [Theory]
    [InlineData("123")]
    [InlineData("1234567890123")]
    [InlineData("12a4")]
    [InlineData("\u0001\u0002\u0003\u0004")]
    public void What_is_no_pin_is_never_encrypted(string digits)
    {
        var pan = Bench.Pan("6222021234567890");
        var bytes = Encoding.ASCII.GetBytes(digits);

        Assert.Throws<InvariantException>(() => _vault.Pins.Encrypt(_pad[PinFormat.Iso0], pan, bytes));
        Assert.Throws<InvariantException>(() => _vault.Pins.Derive(_pvk, pan, bytes));
        Assert.Throws<InvariantException>(() => VaultPins.WriteForChip(bytes, new byte[8]));
    }

    [Fact]
    public void A_chip_gets_the_block_of_format_2()
    {
        var block = new byte[8];
        VaultPins.WriteForChip("123456"u8, block);

        Assert.Equal("26123456FFFFFFFF", Convert.ToHexString(block));
    }
}
