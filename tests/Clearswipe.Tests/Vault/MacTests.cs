using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.Software;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>What a message authentication code promises: nobody changed a bit.</summary>
public sealed class MacTests : IDisposable
{
    private readonly SoftwareVault _vault = Bench.Vault();

    public static TheoryData<MacAlgorithm, int> Kinds => new()
    {
        { MacAlgorithm.UnionPayEcb, 8 },
        { MacAlgorithm.UnionPayEcb, 16 },
        { MacAlgorithm.X919, 8 },
        { MacAlgorithm.X919, 16 },
    };

    public void Dispose() => _vault.Dispose();

    [Theory, MemberData(nameof(Kinds))]
    public void A_message_with_one_flipped_bit_never_fits(MacAlgorithm algorithm, int length)
    {
        var key = _vault.Generate(KeyUse.Mac, length);
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Int[0, 1599]).Sample((message, flip) =>
        {
            var mac = _vault.Mac(key, algorithm, message);
            var fitted = _vault.MacFits(key, algorithm, message, mac);
            message[flip / 8 % message.Length] ^= (byte)(1 << (flip % 8));

            return fitted && !_vault.MacFits(key, algorithm, message, mac);
        });
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_mac_of_another_length_or_key_never_fits(MacAlgorithm algorithm, int length)
    {
        var (key, other) = (_vault.Generate(KeyUse.Mac, length), _vault.Generate(KeyUse.Mac, length));
        var mac = _vault.Mac(key, algorithm, "a message"u8);

        Assert.False(_vault.MacFits(key, algorithm, "a message"u8, mac.AsSpan(1)));
        Assert.False(_vault.MacFits(key, algorithm, "a message"u8, []));
        Assert.False(_vault.MacFits(other, algorithm, "a message"u8, mac));
    }

    [Fact]
    public void Even_an_empty_message_has_a_mac()
    {
        var key = _vault.Generate(KeyUse.Mac, 16);

        Assert.Equal(8, _vault.Mac(key, MacAlgorithm.X919, []).Length);
        Assert.Equal(8, _vault.Mac(key, MacAlgorithm.UnionPayEcb, []).Length);
    }

    [Fact]
    public async Task Many_callers_share_a_key()
    {
        var key = _vault.Generate(KeyUse.Mac, 16);
        var expected = _vault.Mac(key, MacAlgorithm.X919, "a message"u8);

        await Parallel.ForAsync(0, 2_000, (_, _) =>
        {
            Assert.Equal(expected, _vault.Mac(key, MacAlgorithm.X919, "a message"u8));
            return ValueTask.CompletedTask;
        });
    }
}
