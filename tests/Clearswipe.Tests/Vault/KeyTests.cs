using System.Numerics;
using System.Text;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>Keys travel and rest sealed, serve one use, and never show themselves.</summary>
public sealed class KeyTests : IDisposable
{
    private const string Clear = Bench.Clear;

    private readonly KeyVault _vault = Bench.Vault();

    public void Dispose() => _vault.Dispose();

    [Theory]
    [InlineData(KeyUse.Pin, KeyAlgorithm.TripleDes2)]
    [InlineData(KeyUse.Mac, KeyAlgorithm.TripleDes2)]
    [InlineData(KeyUse.Mac, KeyAlgorithm.Des)]
    [InlineData(KeyUse.Data, KeyAlgorithm.TripleDes3)]
    [InlineData(KeyUse.Pin, KeyAlgorithm.Sm4)]
    public void A_wrapped_key_arrives_as_the_same_key(KeyUse use, KeyAlgorithm algorithm)
    {
        var (here, there) = (_vault, Bench.OtherVault());
        var of = algorithm == KeyAlgorithm.Sm4 ? KeyAlgorithm.Sm4 : KeyAlgorithm.TripleDes2;
        var (master, sameMaster) = (here.Key(KeyUse.Master, of, Clear), there.Key(KeyUse.Master, of, Clear));
        var key = here.Keys.Generate(use, algorithm);

        var wrapped = here.Keys.Wrap(master, key);
        var arrived = there.Keys.Unwrap(sameMaster, use, algorithm, wrapped);

        Assert.Equal(algorithm.KeyLength(), wrapped.Cryptogram.Length);
        Assert.Equal(4, wrapped.CheckValue.Length);
        Assert.Equal(key.CheckValue, arrived?.CheckValue);
        Assert.NotNull(there.Keys.Unwrap(
            sameMaster, use, algorithm, wrapped with { CheckValue = wrapped.CheckValue[..3] }));
    }

    [Fact]
    public void A_key_whose_check_value_does_not_fit_is_not_stored()
    {
        var master = _vault.Key(KeyUse.Master, Clear);
        var wrapped = _vault.Keys.Wrap(master, _vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2));

        Gen.Int[0, 31].Sample(bit =>
        {
            var wrong = wrapped.CheckValue.ToArray();
            wrong[bit / 8] ^= (byte)(1 << (bit % 8));
            return Unwrap(master, KeyUse.Pin, wrapped with { CheckValue = wrong }) is null;
        });
        Assert.Null(Unwrap(master, KeyUse.Pin, wrapped with { CheckValue = Array.Empty<byte>() }));
        Assert.Null(Unwrap(_vault.Keys.Generate(KeyUse.Master, KeyAlgorithm.TripleDes2), KeyUse.Pin, wrapped));
    }

    [Fact]
    public void Whatever_arrives_as_a_key_never_throws()
    {
        var master = _vault.Key(KeyUse.Master, Clear);
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Byte.Array[0, 8]).Sample((cryptogram, check) =>
            Unwrap(master, KeyUse.Mac, new WrappedKey(cryptogram, check)) is null);
    }

    [Fact]
    public void A_key_serves_its_one_use()
    {
        var mac = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        var pin = _vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2);
        var master = _vault.Keys.Generate(KeyUse.Master, KeyAlgorithm.TripleDes2);
        var pan = Bench.Pan("6222021234567890");

        Assert.Throws<InvariantException>(() => _vault.Pins.Encrypt(PinBlockKey.Iso0(mac), pan, "1234"u8));
        Assert.Throws<InvariantException>(() => _vault.Pins.Derive(new(pin, 1), pan, "1234"u8));
        Assert.Throws<InvariantException>(() => _vault.Macs.Of(master, MacAlgorithm.X919, "a message"u8));
        Assert.Throws<InvariantException>(() => _vault.Keys.Wrap(pin, mac));
        Assert.Throws<InvariantException>(() => _vault.Keys.Wrap(master, master));
        Assert.Throws<InvariantException>(() => _vault.Cards.WriteCvv(mac, pan, "3012", "101", new byte[3]));
    }

    [Fact]
    public void A_key_serves_the_formats_of_its_cipher()
    {
        var pan = Bench.Pan("6222021234567890");
        foreach (var format in Enum.GetValues<PinFormat>())
            foreach (var algorithm in Enum.GetValues<KeyAlgorithm>().Where(of => of != KeyAlgorithm.Des))
            {
                var key = new PinBlockKey(_vault.Keys.Generate(KeyUse.Pin, algorithm), format);
                if (!format.Takes(algorithm))
                    Assert.Throws<InvariantException>(() => _vault.Pins.Encrypt(key, pan, "1234"u8));
            }
    }

    [Fact]
    public void Keys_of_aes_travel_in_key_blocks_alone()
    {
        var master = _vault.Keys.Generate(KeyUse.Master, KeyAlgorithm.Aes128);
        var key = _vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.Aes128);

        Assert.Throws<InvariantException>(() => _vault.Keys.Wrap(master, key));
        Assert.Throws<InvariantException>(() =>
            _vault.Keys.Wrap(_vault.Keys.Generate(KeyUse.Master, KeyAlgorithm.TripleDes2), key));
    }

    [Fact]
    public void Another_vault_cannot_open_it()
    {
        using var other = Bench.OtherVault();

        Assert.Throws<InvariantException>(() =>
            other.Macs.Of(_vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Des), MacAlgorithm.X919, "a message"u8));
    }

    [Fact]
    public void A_vault_with_a_new_storage_key_takes_over_the_keys_of_the_old_one()
    {
        using var successor = Bench.OtherVault();
        var key = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        var moved = _vault.Keys.Reseal(key, successor.Keys);

        Assert.Equal(
            _vault.Macs.Of(key, MacAlgorithm.X919, "a message"u8),
            successor.Macs.Of(moved, MacAlgorithm.X919, "a message"u8));
        Assert.Throws<InvariantException>(() => _vault.Macs.Of(moved, MacAlgorithm.X919, "a message"u8));
    }

    [Fact]
    public void A_stored_key_is_read_back_and_works()
    {
        foreach (var algorithm in Enum.GetValues<KeyAlgorithm>())
        {
            var key = _vault.Keys.Generate(KeyUse.Mac, algorithm);
            var read = SealedKey.TryRead(key.ToBytes());

            Assert.NotNull(read);
            Assert.Equal(
                (key.Use, key.Algorithm, key.CheckValue), (read.Use, read.Algorithm, read.CheckValue));
            Assert.Equal(KeyRegistration(key), KeyRegistration(read));
        }

    }

    [Fact]
    public void Any_bytes_are_read_as_a_key_or_as_none_and_never_throw() =>
        Gen.Byte.Array[0, 60].Sample(bytes => SealedKey.TryRead(bytes) is null or { Sealed.Length: > 0 });

    [Fact]
    public void Components_are_joined_in_any_order()
    {
        byte[] one = Convert.FromHexString(Clear), two = Encoding.ASCII.GetBytes("sixteen bytes of");

        Assert.Equal(
            _vault.Keys.FromComponents(KeyUse.Master, KeyAlgorithm.TripleDes2, one, two).CheckValue,
            _vault.Keys.FromComponents(KeyUse.Master, KeyAlgorithm.TripleDes2, two, one).CheckValue);
    }

    [Theory]
    [InlineData(KeyUse.Mac, KeyAlgorithm.Des, "0101010101010101", "weak")]
    [InlineData(KeyUse.Mac, KeyAlgorithm.TripleDes2, "0123456789ABCDEF0000000000000000", "weak")]
    [InlineData(KeyUse.Pin, KeyAlgorithm.Des, "0123456789ABCDEF", "single length")]
    [InlineData(KeyUse.Master, KeyAlgorithm.TripleDes2, "0123456789ABCDEF0123456789ABCDEF", "different parts")]
    [InlineData(KeyUse.Master, KeyAlgorithm.TripleDes2, "0123456789ABCDEF0022446688AACCEE", "different parts")]
    [InlineData(
        KeyUse.Mac, KeyAlgorithm.TripleDes3, "0123456789ABCDEFFEDCBA9876543210FEDCBA9876543210", "different parts")]
    [InlineData(KeyUse.PinVerification, KeyAlgorithm.Aes128, Clear, "pair of DES keys")]
    [InlineData(KeyUse.Mac, KeyAlgorithm.TripleDes2, "", "has 16 bytes")]
    public void A_poor_key_is_refused(KeyUse use, KeyAlgorithm algorithm, string hex, string because)
    {
        var refusal = Assert.Throws<InvariantException>(() => _vault.Key(use, algorithm, hex));

        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_of_aes_or_sm4_keeps_every_bit()
    {
        var one = _vault.Key(KeyUse.Mac, KeyAlgorithm.Aes128, "00000000000000000000000000000000");
        var other = _vault.Key(KeyUse.Mac, KeyAlgorithm.Aes128, "00000000000000000000000000000001");

        Assert.NotEqual(one.CheckValue, other.CheckValue);
    }

    [Fact]
    public void Parity_becomes_odd_and_changes_only_the_last_bit() =>
        Gen.Byte.Array[8, 16].Sample(key =>
        {
            var odd = key.ToArray();
            KeyLaw.MakeParityOdd(KeyAlgorithm.Des, odd);

            return odd.All(value => BitOperations.PopCount(value) % 2 == 1)
                && odd.Zip(key).All(pair => (pair.First ^ pair.Second) is 0 or 1);
        });

    [Fact]
    public void A_check_value_of_the_newer_kind_is_known_for_aes_alone()
    {
        var clear = Convert.FromHexString(Clear);
        var newer = Convert.FromHexString(CheckValues.Text(KeyAlgorithm.Aes128, clear));
        var older = Convert.FromHexString(CheckValues.Text(KeyAlgorithm.Sm4, clear));

        Assert.True(CheckValues.Fits(KeyAlgorithm.Aes128, clear, newer));
        Assert.False(CheckValues.Fits(KeyAlgorithm.Sm4, clear, newer));
        Assert.True(CheckValues.Fits(KeyAlgorithm.Sm4, clear, older.AsSpan(0, 3)));
        Assert.False(CheckValues.Fits(KeyAlgorithm.Aes128, clear, older));
    }

    private SealedKey? Unwrap(SealedKey master, KeyUse use, WrappedKey wrapped) =>
        _vault.Keys.Unwrap(master, use, KeyAlgorithm.TripleDes2, wrapped);

    private KeyRegistration KeyRegistration(SealedKey key) => _vault.Keys.Register("the same owner", key);
}
