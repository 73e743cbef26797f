using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.KeyBlocks;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Vault.KeyBlocks;

/// <summary>Sealed keys go out in key blocks and come in again, and nothing else does.</summary>
public sealed class DoorTests : IDisposable
{
    private readonly KeyVault _vault = Bench.Vault();
    private readonly SealedKey _des;
    private readonly SealedKey _aes;
    private readonly SealedKey _aesKnown;

    public DoorTests()
    {
        _des = _vault.Keys.Generate(KeyUse.KeyBlock, KeyAlgorithm.TripleDes2);
        _aes = _vault.Keys.Generate(KeyUse.KeyBlock, KeyAlgorithm.Aes256);
        _aesKnown = _vault.Key(KeyUse.KeyBlock, KeyAlgorithm.Aes256, KeyBlockBench.Aes);
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

    [Fact]
    public void A_key_that_came_for_key_blocks_alone_is_not_wrapped_otherwise()
    {
        var master = _vault.Keys.Generate(KeyUse.Master, KeyAlgorithm.TripleDes2);
        var block = _vault.Keys.Export(_aes, _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2));
        var taken = Assert.IsType<KeyImport.Taken>(_vault.Keys.Import(_aes, block)).Key;

        Assert.Equal(Exportability.Trusted, taken.Exportability);
        Assert.Throws<InvariantException>(() => _vault.Keys.Wrap(master, taken));
        Assert.Throws<InvariantException>(() => _vault.Keys.Export(
            _aes, taken, new KeyBlockOptions { Exportability = Exportability.Sensitive }));
        Assert.NotEmpty(_vault.Keys.Export(_aes, taken));
    }

    // How far it may go is bound to the sealed bytes, and stored with them.
    [Fact]
    public void Nobody_lets_a_key_go_further_by_changing_what_is_written_on_it()
    {
        var block = _vault.Keys.Export(
            _aes,
            _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2),
            new KeyBlockOptions { Exportability = Exportability.Never });
        var taken = Assert.IsType<KeyImport.Taken>(_vault.Keys.Import(_aes, block)).Key;
        var forged = taken with { Label = taken.Label.Within(Exportability.Sensitive) };
        var stored = taken.ToBytes();
        stored[8] = (byte)'E';

        Assert.Equal(taken.ToBytes(), SealedKey.TryRead(taken.ToBytes())!.ToBytes());
        Assert.Throws<InvariantException>(() => _vault.Keys.Export(_aes, forged));
        Assert.Throws<InvariantException>(() => _vault.Keys.Export(_aes, SealedKey.TryRead(stored)!));
        stored[8] = (byte)'S';
        Assert.Null(SealedKey.TryRead(stored));
        using var other = Bench.OtherVault();
        Assert.Equal(Exportability.Never, _vault.Keys.Reseal(taken, other.Keys).Exportability);
    }

    [Theory]
    [InlineData("D2", 'B', 5, "the vault has no use for usage D2 (data encryption for decimalisation tables)")]
    [InlineData("10", 'B', 5, "the vault has no use for usage 10")]
    [InlineData("P0", 'E', 8, "the vault has no use for a Pin key of mode E (encrypt only)")]
    public void A_key_that_the_vault_has_no_use_for_is_told_by_its_header(
        string usage, char mode, int at, string expected)
    {
        var refused = Assert.IsType<KeyImport.Refused>(_vault.Keys.Import(_aes, Wrapped(usage, mode, Bench.Clear)));

        Assert.Equal(new KeyBlockFault(at, expected), refused.Fault);
    }

    // A weak key, another key's check value, a length that its usage has not, a changed payload: one answer.
    [Fact]
    public void Behind_the_header_there_is_one_answer()
    {
        var good = Wrapped("P0", 'B', Bench.Clear);
        string[] blocks =
        [
            Wrapped("P0", 'B', "0101010101010101FEFEFEFEFEFEFEFE"),
            Wrapped("P0", 'B', "0123456789ABCDEF0123456789ABCDEF"),
            Wrapped("P0", 'B', Bench.Clear, new OptionalBlock(OptionalBlock.CheckValue, "00000000")),
            Wrapped("M0", 'C', Bench.Clear),
            $"{good[..^1]}{(good[^1] == '0' ? '1' : '0')}",
        ];

        Assert.IsType<KeyImport.Taken>(_vault.Keys.Import(_aesKnown, good));
        Assert.All(blocks, block => Assert.Equal(
            new KeyImport.Refused(new KeyBlockFault(0, "the block is refused")),
            _vault.Keys.Import(_aesKnown, block)));
    }

    // TR-31:2018 A.7.3.2: a base key of DUKPT in version B.
    [Fact]
    public void A_published_block_comes_in()
    {
        var row = KeyBlockBench.Published().Single(row => row[0].EndsWith("A.7.3.2", StringComparison.Ordinal));
        var protection = _vault.Key(KeyUse.KeyBlock, row[1]);
        var key = Assert.IsType<KeyImport.Taken>(_vault.Keys.Import(protection, row[3])).Key;

        Assert.Equal(KeyUse.Derivation, key.Use);
        Assert.Equal(Exportability.Sensitive, key.Exportability);
        Assert.Equal(_vault.Key(KeyUse.Derivation, row[2]).CheckValue, key.CheckValue);
    }

    [Fact]
    public void Every_use_leaves_and_comes_back_as_itself()
    {
        foreach (var use in Enum.GetValues<KeyUse>())
        {
            var key = _vault.Keys.Generate(use, KeyAlgorithm.TripleDes2);
            var block = _vault.Keys.Export(_aes, key);
            var taken = Assert.IsType<KeyImport.Taken>(_vault.Keys.Import(_aes, block)).Key;

            Assert.Equal((use, key.CheckValue), (taken.Use, taken.CheckValue));
        }

        foreach (var algorithm in new[] { KeyAlgorithm.Des, KeyAlgorithm.TripleDes3, KeyAlgorithm.Aes192 })
            Assert.IsType<KeyImport.Taken>(_vault.Keys.Import(
                _aes, _vault.Keys.Export(_aes, _vault.Keys.Generate(KeyUse.Mac, algorithm))));
        Assert.Throws<InvariantException>(() => _vault.Keys.Export(
            _aes, _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Sm4)));
        Assert.Throws<InvariantException>(() => _vault.Keys.Export(
            _des, _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Aes128)));
    }

    public void Dispose() => _vault.Dispose();

    private static string Wrapped(string usage, char mode, string key, params OptionalBlock[] blocks)
    {
        using var protection = KeyBlockBench.Protection('D', KeyBlockBench.Aes);
        var header = new KeyBlockHeader(KeyBlockVersion.D, usage, 'T', mode, Exportability.Trusted) { Blocks = blocks };
        return KeyBlock.Wrap(
            protection, header, KeyAlgorithm.TripleDes2, Convert.FromHexString(key), new CryptoChance());
    }
}
