using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Vault;

/// <summary>What a message authentication code promises: nobody changed a bit.</summary>
public sealed class MacTests : IDisposable
{
    private readonly KeyVault _vault = Bench.Vault();

    public static TheoryData<MacAlgorithm, KeyAlgorithm> Kinds
    {
        get
        {
            var kinds = new TheoryData<MacAlgorithm, KeyAlgorithm>();
            foreach (var algorithm in Enum.GetValues<MacAlgorithm>())
                foreach (var key in Enum.GetValues<KeyAlgorithm>().Where(key => algorithm.Takes(key)))
                    kinds.Add(algorithm, key);
            return kinds;
        }
    }

    public void Dispose() => _vault.Dispose();

    [Theory, MemberData(nameof(Kinds))]
    public void A_message_with_one_flipped_bit_never_fits(MacAlgorithm algorithm, KeyAlgorithm of)
    {
        var key = _vault.Keys.Generate(KeyUse.Mac, of);
        Gen.Select(Gen.Byte.Array[1, 1200], Gen.Int[0, 9599]).Sample((message, flip) =>
        {
            var mac = _vault.Macs.Of(key, algorithm, message);
            var fitted = _vault.Macs.Fits(key, algorithm, message, mac);
            message[flip / 8 % message.Length] ^= (byte)(1 << (flip % 8));

            return fitted && !_vault.Macs.Fits(key, algorithm, message, mac);
        }, iter: 50);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_mac_of_another_length_or_key_never_fits(MacAlgorithm algorithm, KeyAlgorithm of)
    {
        var (key, other) = (_vault.Keys.Generate(KeyUse.Mac, of), _vault.Keys.Generate(KeyUse.Mac, of));
        var mac = _vault.Macs.Of(key, algorithm, "a message"u8);

        Assert.Equal(algorithm.Length(), mac.Length);
        Assert.False(_vault.Macs.Fits(key, algorithm, "a message"u8, mac.AsSpan(1)));
        Assert.False(_vault.Macs.Fits(key, algorithm, "a message"u8, [.. mac, 0]));
        Assert.False(_vault.Macs.Fits(key, algorithm, "a message"u8, []));
        Assert.False(_vault.Macs.Fits(other, algorithm, "a message"u8, mac));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Even_an_empty_message_has_a_mac(MacAlgorithm algorithm, KeyAlgorithm of)
    {
        var key = _vault.Keys.Generate(KeyUse.Mac, of);

        Assert.True(_vault.Macs.Fits(key, algorithm, [], _vault.Macs.Of(key, algorithm, [])));
    }

    [Fact]
    public void An_algorithm_takes_the_keys_that_it_is_defined_for_and_no_other()
    {
        foreach (var algorithm in Enum.GetValues<MacAlgorithm>())
            foreach (var of in Enum.GetValues<KeyAlgorithm>().Where(key => !algorithm.Takes(key)))
            {
                var key = _vault.Keys.Generate(KeyUse.Mac, of);
                Assert.Throws<InvariantException>(() => _vault.Macs.Of(key, algorithm, "a message"u8));
            }
    }

    [Fact]
    public void There_must_be_room_for_the_mac()
    {
        var key = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Des);

        Assert.Throws<InvariantException>(() => _vault.Macs.Write(key, MacAlgorithm.X99, [], new byte[7]));
    }

    // The straight way, byte for byte, beside the fold by words.
    [Fact]
    public void The_fold_of_unionpay_by_words_is_the_fold_by_bytes()
    {
        var key = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Des);
        Gen.Byte.Array[0, 300].Sample(message =>
        {
            var folded = new byte[8];
            for (var i = 0; i < message.Length; i++)
                folded[i % 8] ^= message[i];

            return _vault.Macs.Of(key, MacAlgorithm.UnionPayEcb, message)
                .SequenceEqual(_vault.Macs.Of(key, MacAlgorithm.UnionPayEcb, folded));
        });
    }

    [Theory]
    [InlineData(MacAlgorithm.X919, KeyAlgorithm.TripleDes2)]
    [InlineData(MacAlgorithm.UnionPaySm4, KeyAlgorithm.Sm4)]
    public async Task Many_callers_share_a_key(MacAlgorithm algorithm, KeyAlgorithm of)
    {
        var key = _vault.Keys.Generate(KeyUse.Mac, of);
        var expected = _vault.Macs.Of(key, algorithm, "a message"u8);

        await Parallel.ForAsync(0, 2_000, (_, _) =>
        {
            Assert.Equal(expected, _vault.Macs.Of(key, algorithm, "a message"u8));
            return ValueTask.CompletedTask;
        });
    }
}
