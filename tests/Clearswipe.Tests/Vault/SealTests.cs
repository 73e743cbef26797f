using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>Data at rest: sealed for one purpose.</summary>
public sealed class SealTests : IDisposable
{
    private readonly KeyVault _vault = Bench.Vault();

    public void Dispose() => _vault.Dispose();

    [Fact]
    public void What_was_sealed_opens_for_its_purpose_alone() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.String, Gen.String).Sample((clear, purpose, other) =>
        {
            var sealedData = _vault.Data.Seal(clear, purpose);

            return _vault.Data.Unseal(sealedData, purpose)!.SequenceEqual(clear)
                && (purpose == other || _vault.Data.Unseal(sealedData, other) is null);
        });

    [Fact]
    public void One_changed_bit_and_nothing_opens() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Int[0, 10_000]).Sample((clear, flip) =>
        {
            var sealedData = _vault.Data.Seal(clear, "a purpose");
            sealedData[flip / 8 % sealedData.Length] ^= (byte)(1 << (flip % 8));

            return _vault.Data.Unseal(sealedData, "a purpose") is null;
        });

    [Fact]
    public void Any_bytes_are_refused_quietly() =>
        Gen.Byte.Array[0, 100].Sample(bytes => _vault.Data.Unseal(bytes, "a purpose") is null);

    [Fact]
    public void The_same_data_is_never_sealed_to_the_same_bytes() =>
        Assert.NotEqual(_vault.Data.Seal("data"u8, "a purpose"), _vault.Data.Seal("data"u8, "a purpose"));

    [Fact]
    public void A_sealed_key_is_not_opened_as_data()
    {
        var key = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Des);

        Assert.Null(_vault.Data.Unseal(key.Sealed.Span, $"key/{key.Use}/{key.Algorithm}/{key.CheckValue}"));
    }
}
