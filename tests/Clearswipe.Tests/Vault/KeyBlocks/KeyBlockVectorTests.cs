using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.KeyBlocks;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Vault.KeyBlocks.KeyBlockBench;

namespace Clearswipe.Tests.Vault.KeyBlocks;

/// <summary>
/// Published key blocks: TR-31:2018 A.7, X9.143:2021 8 and ISO 20038:2017 B.3, read from openemv/tr31,
/// test/tr31_decrypt_test.c and tr31_crypto_test.c; blocks of other makers from there and from psec,
/// tests/test_tr31.py (MIT).
/// </summary>
public sealed class KeyBlockVectorTests
{
    public static TheoryData<string, string, string, string> Blocks =>
        [.. from row in Published() select (row[0], row[1], row[2], row[3])];

    [Theory, MemberData(nameof(Blocks))]
    public void A_published_block_gives_its_key(string source, string protectionKey, string expected, string block)
    {
        Assert.NotEmpty(source);
        using var protection = Protection(block[0], protectionKey);
        var key = new byte[KeyBlock.LongestKey];

        Assert.Null(KeyBlock.TryUnwrap(protection, block, key, out var unwrapped));
        Assert.Equal(expected, Convert.ToHexString(key.AsSpan(0, unwrapped!.Algorithm.KeyLength())));
        Assert.StartsWith(block[5..14], unwrapped.Header.Text(0)[5..], StringComparison.Ordinal);
    }

    // X9.143:2021 prints what chance gave, so that its blocks can be written again to the letter.
    [Theory]
    [InlineData("8.1", KeyAlgorithm.Aes128, "1A87BBFA2CFE78D383E5F4C6AA83473C1C2965473CE206BB855B01533782")]
    [InlineData("8.3.2.2", KeyAlgorithm.TripleDes2, "7CB920D261E9F3AA1C2965473CE2")]
    public void A_published_block_is_written_again(string clause, KeyAlgorithm algorithm, string printed)
    {
        var row = Published().Single(row => row[0] == $"ANSI X9.143:2021 {clause}");
        using var protection = Protection(row[3][0], row[1]);
        var header = Header((KeyBlockVersion)row[3][0], row[3][7]);
        var chance = new Printed(Convert.FromHexString(printed));

        Assert.Equal(row[3], KeyBlock.Wrap(protection, header, algorithm, Convert.FromHexString(row[2]), chance));
    }

    [Fact]
    public void The_header_of_a_base_key_with_its_serial_number()
    {
        var block = Published().Single(row => row[0].EndsWith("A.7.3.2", StringComparison.Ordinal))[3];

        Assert.Null(KeyBlock.TryRead(block, out var header));
        Assert.Equal(
            new KeyBlockHeader(KeyBlockVersion.B, "B0", 'T', 'X', Exportability.Sensitive)
            {
                KeyVersion = "12",
                Blocks = [new(OptionalBlock.KeySerial, "00604B120F9292800000")],
            },
            header);
        Assert.Equal("00604B120F9292800000", header![OptionalBlock.KeySerial]);
        Assert.Equal("base derivation key of DUKPT", KeyBlockUsage.Words(header.Usage));
        Assert.Equal("derive keys", KeyBlockUsage.Words(header.Mode));
    }

    // Key block encryption and authentication keys of openemv/tr31; the last two are of TR-31:2018 A.7.4.
    [Theory]
    [InlineData(KeyAlgorithm.TripleDes2, "DD7515F2BFC17F85CE48F3CA25CB21F6", 0, "698832F8778A7CFCBC79559DAB07B88A")]
    [InlineData(KeyAlgorithm.TripleDes2, "DD7515F2BFC17F85CE48F3CA25CB21F6", 1, "DD6CEEC1782D8453671BF8358AF9DB47")]
    [InlineData(KeyAlgorithm.TripleDes2, "1D22BF32387C600AD97F9B97A51311AC", 0, "BCE8E2AD5D4489FD0EA5236A884DAC58")]
    [InlineData(KeyAlgorithm.TripleDes2, "1D22BF32387C600AD97F9B97A51311AC", 1, "1F9B2BDAF969C7B8B6C933AC7B9C6894")]
    [InlineData(
        KeyAlgorithm.Aes256, Aes, 0, "396C9382A6E2E66A088774E1D6E46541F5EAD67D7204F8DD0D7AE8FDA334D3AC")]
    [InlineData(
        KeyAlgorithm.Aes256, Aes, 1, "4EF24317696213840451890756757E573E0673483888F9B7F9B7517827F95022")]
    public void A_derived_binding_key(KeyAlgorithm algorithm, string protection, int usage, string expected)
    {
        using var parent = CipherKey.Create(algorithm, Convert.FromHexString(protection));
        var derived = new byte[algorithm.KeyLength()];
        ProtectionKey.Derive(parent, (ushort)usage, derived);

        Assert.Equal(expected, Convert.ToHexString(derived));
    }

    // RFC 4493 section 4, examples 1 to 3.
    [Theory]
    [InlineData(KeyAlgorithm.Aes128, "2B7E151628AED2A6ABF7158809CF4F3C", 0, "BB1D6929E95937287FA37D129B756746")]
    [InlineData(KeyAlgorithm.Aes128, "2B7E151628AED2A6ABF7158809CF4F3C", 16, "070A16B46B4D4144F79BDD9DD04A287C")]
    [InlineData(KeyAlgorithm.Aes128, "2B7E151628AED2A6ABF7158809CF4F3C", 40, "DFA66747DE9AE63030CA32611497C827")]
    public void A_cmac(KeyAlgorithm algorithm, string hex, int length, string expected)
    {
        const string message = "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411";
        using var key = CipherKey.Create(algorithm, Convert.FromHexString(hex));
        var mac = new byte[16];
        Cmac.Write(key, Convert.FromHexString(message).AsSpan(0, length), mac);

        Assert.Equal(expected, Convert.ToHexString(mac));
    }

    // openemv/tr31, test/tr31_export_test.c: "Optional blocks KC and KP".
    [Fact]
    public void A_header_with_check_values_is_filled_up_to_whole_blocks()
    {
        using var key = CipherKey.Create(
            KeyAlgorithm.TripleDes2, Convert.FromHexString("3F419E1CB7079442AA37474C2EFBF8B8"));
        using var protection = CipherKey.Create(KeyAlgorithm.Aes256, Convert.FromHexString(Aes));
        var header = Header(
            KeyBlockVersion.D,
            'T',
            new(OptionalBlock.CheckValue, KeyCheck.Of(key)),
            new(OptionalBlock.ProtectionCheckValue, KeyCheck.Of(protection)));

        Assert.Equal("D0144P0TE00E0300KC0C0057C409KP10012331550BC9PB04", header.Text(96));
    }

    /// <summary>Chance that was printed in a standard.</summary>
    private sealed class Printed(byte[] bytes) : IChance
    {
        public void Fill(Span<byte> room) => bytes.AsSpan(0, room.Length).CopyTo(room);
    }
}
