using System.Security.Cryptography;
using System.Text;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;

namespace Clearswipe.Tests.Vault;

/// <summary>Published MACs and check values, each with its source.</summary>
public sealed class MacVectorTests
{
    private const string Block1 = "6bc1bee22e409f96e93d7e117393172a";
    private const string Blocks = Block1
        + "ae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";

    // psec's tests (MIT), recomputed.
    [Theory]
    [InlineData("V12", "AAAAAAAA", "BBBBBBBB", MacAlgorithm.X919, "3DDE5C5511661CBF")]
    [InlineData("V13", "AAAAAAAA", "BBBBBBBB", MacAlgorithm.X919Padded, "E16941032C3BC7D4")]
    [InlineData("V15", "hexAA", "hexBB", MacAlgorithm.X919, "78DA3D3DEB48FD4D")]
    public void A_retail_mac(string id, string left, string right, MacAlgorithm algorithm, string expected)
    {
        using var vault = Bench.Vault();
        var key = vault.Key(KeyUse.Mac, Convert.ToHexString([.. Half(left), .. Half(right)]));

        Vectors.Agree(id, expected, Convert.ToHexString(vault.Macs.Of(key, algorithm, "hello world"u8)));
    }

    [Fact]
    public void The_unionpay_mac()
    {
        using var vault = Bench.Vault();
        var key = vault.Key(KeyUse.Mac, "0123456789ABCDEF");
        byte[] message = [.. Convert.FromHexString("0200703C04C020C09A11"), .. "SELFMADE"u8];

        Vectors.Agree(
            "V26", "5251D051", Encoding.ASCII.GetString(vault.Macs.Of(key, MacAlgorithm.UnionPayEcb, message)));
    }

    // FIPS 113, appendix 2: the data authentication code of this line, here with its second half.
    [Fact]
    public void X9_9()
    {
        using var vault = Bench.Vault();
        var key = vault.Key(KeyUse.Mac, "0123456789ABCDEF");
        var mac = vault.Macs.Of(key, MacAlgorithm.X99, "7654321 Now is the time for "u8);

        Assert.Equal("F1D30F6849312CA4", Convert.ToHexString(mac));
    }

    // NIST SP 800-38B, appendix D; those of AES-128 are RFC 4493's too.
    [Theory]
    [InlineData(KeyAlgorithm.Aes128, "2b7e151628aed2a6abf7158809cf4f3c", 0, "bb1d6929e95937287fa37d129b756746")]
    [InlineData(KeyAlgorithm.Aes128, "2b7e151628aed2a6abf7158809cf4f3c", 16, "070a16b46b4d4144f79bdd9dd04a287c")]
    [InlineData(KeyAlgorithm.Aes128, "2b7e151628aed2a6abf7158809cf4f3c", 40, "dfa66747de9ae63030ca32611497c827")]
    [InlineData(KeyAlgorithm.Aes128, "2b7e151628aed2a6abf7158809cf4f3c", 64, "51f0bebf7e3b9d92fc49741779363cfe")]
    [InlineData(
        KeyAlgorithm.Aes192, "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b", 40,
        "8a1de5be2eb31aad089a82e6ee908b0e")]
    [InlineData(
        KeyAlgorithm.Aes256, "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", 0,
        "028962f61b7bf89efc6b551f4667d983")]
    [InlineData(
        KeyAlgorithm.Aes256, "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", 64,
        "e1992190549f6ed5696a2c056c315410")]
    public void Aes_cmac(KeyAlgorithm algorithm, string hex, int length, string expected)
    {
        using var vault = Bench.Vault();
        var key = vault.Key(KeyUse.Mac, algorithm, hex);
        var message = Convert.FromHexString(Blocks).AsSpan(0, length);

        Assert.Equal(expected, Convert.ToHexStringLower(vault.Macs.Of(key, MacAlgorithm.AesCmac, message)));
        Assert.Equal(expected[..16], Convert.ToHexStringLower(vault.Macs.Of(key, MacAlgorithm.AesCmac8, message)));
    }

    // NIST SP 800-38B, appendix D.4: triple DES with three keys.
    [Theory]
    [InlineData(0, "b7a688e122ffaf95")]
    [InlineData(8, "8e8f293136283797")]
    public void Cmac_of_triple_des(int length, string expected)
    {
        using var key = CipherKey.Create(
            KeyAlgorithm.TripleDes3, Convert.FromHexString("8aa83bf8cbda10620bc1bf19fbb6cd58bc313d4a371ca8b5"));
        var mac = new byte[8];
        Cmac.Write(key, Convert.FromHexString(Blocks).AsSpan(0, length), mac);

        Assert.Equal(expected, Convert.ToHexStringLower(mac));
    }

    // GB/T 32907-2016, appendix A.1.
    [Fact]
    public void A_block_of_sm4()
    {
        using var key = CipherKey.Create(KeyAlgorithm.Sm4, Convert.FromHexString(Bench.Clear));
        var block = Convert.FromHexString(Bench.Clear);
        key.Encrypt(block);

        Vectors.Agree("V25", "681EDF34D206965E86B3E94F536E4246", Convert.ToHexString(block));
    }

    // One whole block, so that CBC from zeros is the cipher alone and the standard's own answer is the MAC.
    [Fact]
    public void The_macs_of_sm4_begin_as_the_standards_block()
    {
        using var vault = Bench.Vault();
        var key = vault.Key(KeyUse.Mac, KeyAlgorithm.Sm4, Bench.Clear);
        var message = Convert.FromHexString(Bench.Clear);

        Assert.Equal("681EDF34D206965E", Convert.ToHexString(vault.Macs.Of(key, MacAlgorithm.Sm4Cbc, message)));
        Assert.Equal(
            "681EDF34", Encoding.ASCII.GetString(vault.Macs.Of(key, MacAlgorithm.UnionPaySm4, message)));
    }

    [Fact]
    public void Triple_des_in_cbc_mode_is_as_the_platforms_own()
    {
        using var vault = Bench.Vault();
        using var platform = TripleDES.Create();
        platform.Key = Convert.FromHexString(Bench.Clear + Bench.Clear[..16]);
        var filled = "sixteen letters, five"u8.ToArray().Concat(new byte[3]).ToArray();
        var expected = platform.EncryptCbc(filled, new byte[8], PaddingMode.None)[^8..];

        Assert.Equal(expected, vault.Macs.Of(
            vault.Key(KeyUse.Mac, Bench.Clear), MacAlgorithm.TripleDesCbc, "sixteen letters, five"u8));
    }

    // FIPS 81's key; zeros under it are D5D44FF720683D0D in every DES table. For AES: SP 800-38B over zeros.
    [Fact]
    public void Check_values()
    {
        using var vault = Bench.Vault();
        var aes = vault.Key(KeyUse.Mac, KeyAlgorithm.Aes128, "2b7e151628aed2a6abf7158809cf4f3c");
        var cmac = vault.Macs.Of(aes, MacAlgorithm.AesCmac, new byte[16]);

        Assert.Equal("D5D44FF7", vault.Key(KeyUse.Mac, "0123456789ABCDEF").CheckValue);
        Assert.Equal("08D7B4FB", vault.Key(KeyUse.Mac, Bench.Clear).CheckValue);
        Assert.Equal(Convert.ToHexString(cmac.AsSpan(0, 5)), aes.CheckValue);
        Assert.Equal(8, vault.Key(KeyUse.Mac, KeyAlgorithm.Sm4, Bench.Clear).CheckValue.Length);
    }

    private static byte[] Half(string half) =>
        half.StartsWith("hex", StringComparison.Ordinal)
            ? [.. Enumerable.Repeat(Convert.ToByte(half[3..], 16), 8)]
            : Encoding.ASCII.GetBytes(half);
}
