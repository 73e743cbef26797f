using Clearswipe.Vault.Software;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>Data at rest: sealed for one purpose, and named without being shown.</summary>
public sealed class SealTests : IDisposable
{
    private readonly SoftwareVault _vault = Bench.Vault();

    public void Dispose() => _vault.Dispose();

    [Fact]
    public void What_was_sealed_opens_for_its_purpose_alone() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.String, Gen.String).Sample((clear, purpose, other) =>
        {
            var sealedData = _vault.Seal(clear, purpose);

            return _vault.Unseal(sealedData, purpose)!.SequenceEqual(clear)
                && (purpose == other || _vault.Unseal(sealedData, other) is null);
        });

    [Fact]
    public void One_changed_bit_and_nothing_opens() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Int[0, 10_000]).Sample((clear, flip) =>
        {
            var sealedData = _vault.Seal(clear, "a purpose");
            sealedData[flip / 8 % sealedData.Length] ^= (byte)(1 << (flip % 8));

            return _vault.Unseal(sealedData, "a purpose") is null;
        });

    [Fact]
    public void Any_bytes_are_refused_quietly() =>
        Gen.Byte.Array[0, 100].Sample(bytes => _vault.Unseal(bytes, "a purpose") is null);

    [Fact]
    public void The_same_data_is_never_sealed_to_the_same_bytes() =>
        Assert.NotEqual(_vault.Seal("data"u8, "a purpose"), _vault.Seal("data"u8, "a purpose"));

    [Fact]
    public void A_sealed_key_is_not_opened_as_data()
    {
        var key = _vault.Generate(Clearswipe.Vault.Keys.KeyUse.Mac, 8);

        Assert.Null(_vault.Unseal(key.Sealed.Span, $"key/{key.Use}/{key.CheckValue}"));
    }

    [Fact]
    public void A_token_names_a_card_the_same_way_every_time_and_shows_no_digit_of_it()
    {
        var pan = Bench.Pan("6222021234567890");
        using var other = new SoftwareVault(Enumerable.Repeat((byte)1, 32).ToArray(), new CryptoChance());

        Assert.Equal(32, _vault.Token(pan).Length);
        Assert.Equal(_vault.Token(pan), Bench.Vault().Token(pan));
        Assert.NotEqual(_vault.Token(pan), other.Token(pan));
        Assert.NotEqual(_vault.Token(pan), _vault.Token(Bench.Pan("6222021234567891")));
    }
}
