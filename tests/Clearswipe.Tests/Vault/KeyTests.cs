using System.Numerics;
using System.Text;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>Keys travel and rest sealed, serve one use, and never show themselves.</summary>
public sealed class KeyTests : IDisposable
{
    private const string Clear = "0123456789ABCDEFFEDCBA9876543210";

    private readonly SoftwareVault _vault = Bench.Vault();

    public void Dispose() => _vault.Dispose();

    [Theory]
    [InlineData(KeyUse.Pin, 16)]
    [InlineData(KeyUse.Mac, 16)]
    [InlineData(KeyUse.Mac, 8)]
    public void A_wrapped_key_arrives_as_the_same_key(KeyUse use, int length)
    {
        var (here, there) = (_vault, Bench.Vault());
        var (master, sameMaster) = (here.Key(KeyUse.Master, Clear), there.Key(KeyUse.Master, Clear));
        var key = here.Generate(use, length);

        var wrapped = here.Wrap(master, key);
        var arrived = there.Unwrap(sameMaster, use, wrapped);

        Assert.Equal(length, wrapped.Cryptogram.Length);
        Assert.Equal(4, wrapped.CheckValue.Length);
        Assert.Equal(key.CheckValue, arrived?.CheckValue);
    }

    [Fact]
    public void A_key_whose_check_value_does_not_fit_is_not_stored()
    {
        var master = _vault.Key(KeyUse.Master, Clear);
        var wrapped = _vault.Wrap(master, _vault.Generate(KeyUse.Pin, 16));

        Gen.Int[0, 31].Sample(bit =>
        {
            var wrong = wrapped.CheckValue.ToArray();
            wrong[bit / 8] ^= (byte)(1 << (bit % 8));
            return _vault.Unwrap(master, KeyUse.Pin, wrapped with { CheckValue = wrong }) is null;
        });
        Assert.Null(_vault.Unwrap(master, KeyUse.Pin, wrapped with { CheckValue = Array.Empty<byte>() }));
        Assert.Null(_vault.Unwrap(_vault.Generate(KeyUse.Master, 16), KeyUse.Pin, wrapped));
    }

    [Fact]
    public void Whatever_arrives_as_a_key_never_throws()
    {
        var master = _vault.Key(KeyUse.Master, Clear);
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Byte.Array[0, 8]).Sample((cryptogram, check) =>
            _vault.Unwrap(master, KeyUse.Mac, new WrappedKey(cryptogram, check)) is null);
    }

    [Fact]
    public void A_key_serves_its_one_use()
    {
        var mac = _vault.Generate(KeyUse.Mac, 16);
        var pin = _vault.Generate(KeyUse.Pin, 16);
        var master = _vault.Generate(KeyUse.Master, 16);
        var pan = Bench.Pan("6222021234567890");

        Assert.Throws<InvariantException>(() => _vault.EncryptPin(mac, pan, "1234"u8));
        Assert.Throws<InvariantException>(() => _vault.DerivePvv(pin, 1, pan, "1234"u8));
        Assert.Throws<InvariantException>(() => _vault.Mac(master, MacAlgorithm.X919, "a message"u8));
        Assert.Throws<InvariantException>(() => _vault.Wrap(pin, mac));
        Assert.Throws<InvariantException>(() => _vault.Wrap(master, master));
    }

    [Fact]
    public void Nobody_gives_a_sealed_key_another_use()
    {
        var mac = _vault.Generate(KeyUse.Mac, 16);

        Assert.Throws<InvariantException>(() =>
            _vault.EncryptPin(mac with { Use = KeyUse.Pin }, Bench.Pan("6222021234567890"), "1234"u8));
        Assert.Throws<InvariantException>(() =>
            _vault.Mac(mac with { CheckValue = "00000000" }, MacAlgorithm.X919, "a message"u8));
    }

    [Fact]
    public void Another_vault_cannot_open_it()
    {
        using var other = new SoftwareVault(Enumerable.Repeat((byte)1, 32).ToArray(), new CryptoChance());

        Assert.Throws<InvariantException>(() =>
            other.Mac(_vault.Generate(KeyUse.Mac, 8), MacAlgorithm.X919, "a message"u8));
    }

    [Fact]
    public void Components_are_joined_in_any_order()
    {
        byte[] one = Convert.FromHexString(Clear), two = Encoding.ASCII.GetBytes("sixteen bytes of");

        Assert.Equal(
            _vault.FromComponents(KeyUse.Master, one, two).CheckValue,
            _vault.FromComponents(KeyUse.Master, two, one).CheckValue);
    }

    [Theory]
    [InlineData(KeyUse.Mac, "0101010101010101", "weak")]
    [InlineData(KeyUse.Mac, "0123456789ABCDEF0000000000000000", "weak")]
    [InlineData(KeyUse.Pin, "0123456789ABCDEF", "single length")]
    [InlineData(KeyUse.Master, "0123456789ABCDEF0123456789ABCDEF", "two different halves")]
    [InlineData(KeyUse.Mac, "0123456789ABCDEFFEDCBA98765432100123456789ABCDEF", "8 or 16 bytes")]
    [InlineData(KeyUse.Mac, "", "8 or 16 bytes")]
    public void A_poor_key_is_refused(KeyUse use, string hex, string because)
    {
        var refusal = Assert.Throws<InvariantException>(() => _vault.Key(use, hex));

        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parity_becomes_odd_and_changes_only_the_last_bit() =>
        Gen.Byte.Array[8, 16].Sample(key =>
        {
            var odd = key.ToArray();
            KeyLaw.MakeParityOdd(odd);

            return odd.All(value => BitOperations.PopCount(value) % 2 == 1)
                && odd.Zip(key).All(pair => (pair.First ^ pair.Second) is 0 or 1);
        });

    [Fact]
    public void Nothing_clear_stands_in_a_sealed_key()
    {
        var key = _vault.Key(KeyUse.Pin, Clear);

        Assert.DoesNotContain(Clear, Convert.ToHexString(key.Sealed.Span), StringComparison.Ordinal);
        Assert.Equal("Pin key, check value 08D7B4FB", key.ToString());
    }
}
