using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.KeyBlocks;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Vault.KeyBlocks;

/// <summary>Sealed keys go out in key blocks and come in again, and nothing else does.</summary>
public sealed class DoorTests : IDisposable
{
    private readonly KeyVault _vault = Bench.Vault();
    private readonly SealedKey _des;
    private readonly SealedKey _aes;

    public DoorTests()
    {
        _des = _vault.Keys.Generate(KeyUse.KeyBlock, KeyAlgorithm.TripleDes2);
        _aes = _vault.Keys.Generate(KeyUse.KeyBlock, KeyAlgorithm.Aes256);
    }

    [Fact]
    public void A_key_that_went_out_comes_in_again()
    {
        var mac = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        foreach (var protection in new[] { _des, _aes })
        {
            var block = _vault.Keys.Export(protection, mac);
            var taken = Assert.IsType<KeyImport.Taken>(_vault.Keys.Import(protection, block)).Key;

            Assert.Equal(
                (KeyUse.Mac, KeyAlgorithm.TripleDes2, mac.CheckValue),
                (taken.Use, taken.Algorithm, taken.CheckValue));
            Assert.Equal(
                _vault.Macs.Of(mac, MacAlgorithm.X919, "a message"u8),
                _vault.Macs.Of(taken, MacAlgorithm.X919, "a message"u8));
        }
    }

    [Fact]
    public void One_character_changed_and_the_block_is_refused()
    {
        var block = _vault.Keys.Export(_aes, _vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2));
        for (var at = 0; at < block.Length; at++)
        {
            var changed = block.ToCharArray();
            changed[at] = changed[at] == '0' ? '1' : '0';

            Assert.IsType<KeyImport.Refused>(_vault.Keys.Import(_aes, changed));
        }
    }

    [Fact]
    public void A_block_opens_under_its_own_key_alone()
    {
        var block = _vault.Keys.Export(_aes, _vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2));
        var other = _vault.Keys.Generate(KeyUse.KeyBlock, KeyAlgorithm.Aes256);

        Assert.IsType<KeyImport.Refused>(_vault.Keys.Import(other, block));
        Assert.IsType<KeyImport.Refused>(_vault.Keys.Import(_des, block));
        Assert.IsType<KeyImport.Refused>(_vault.Keys.Import(_aes, "no key block"));
        Assert.Throws<InvariantException>(() => _vault.Keys.Import(
            _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Aes128), block));
    }

    [Fact]
    public void A_key_that_may_go_no_further_stays()
    {
        var key = _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        var block = _vault.Keys.Export(_aes, key, new KeyBlockOptions { Exportability = Exportability.Never });
        var taken = Assert.IsType<KeyImport.Taken>(_vault.Keys.Import(_aes, block)).Key;

        Assert.Throws<InvariantException>(() => _vault.Keys.Export(_aes, taken));
        Assert.Throws<InvariantException>(() => _vault.Keys.Export(_aes, SealedKey.TryRead(taken.ToBytes())!));
    }

    public void Dispose() => _vault.Dispose();
}
