using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Emv;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;
using CsCheck;
using static Clearswipe.Tests.Vault.Emv.ChipBench;

namespace Clearswipe.Tests.Vault.Emv;

/// <summary>
/// Published cryptograms and answers: pyemv, tests/test_cvn_hsm.py, test_kd_hsm.py and test_ac_hsm.py (MIT), checked
/// by its author against a security module; for PBOC the two worked examples named below.
/// </summary>
public sealed class ChipCryptogramTests
{
    private const string Data = "0123456789ABCDEF0123456789ABCDEF";

    [Fact]
    public void Visa_cryptogram_version_10()
    {
        var transaction = Transaction("1234567890123456", 0, 0x001C);
        var cryptogram = Cryptogram(ChipMethod.VisaCvn10, MasterKey, transaction, Purchase + "03A06010");

        Assert.Equal("29CCA15AE665FA2E", cryptogram);
        Assert.Equal("28993816AFAE4AEB", Response(ChipMethod.VisaCvn10, MasterKey, transaction, cryptogram, "3030"));
    }

    [Fact]
    public void Visa_cryptogram_version_18()
    {
        var transaction = Transaction("1234567890123456", 0, 0x001C);
        var cryptogram = Cryptogram(ChipMethod.VisaCvn18, MasterKey, transaction, Purchase + "06011203A0B800");

        Assert.Equal("7A788EA6B8A3E733", cryptogram);
        Assert.Equal("9AF514C1", Response(ChipMethod.VisaCvn18, MasterKey, transaction, cryptogram, "00000000"));
    }

    [Fact]
    public void Interac_cryptogram_version_133()
    {
        const string data = "00000000999900000000000001248000000000012420990600ABCDEF121800001C"
            + "1501850440B100000000B00000000000000000000000";
        var transaction = Transaction("1234567890123456", 0, 0x001C, 0xABCDEF12);
        var cryptogram = Cryptogram(ChipMethod.InteracCvn133, MasterKey, transaction, data);

        Assert.Equal("18932FECA2D84326", cryptogram);
        Assert.Equal(
            "4DF171A49396C363", Response(ChipMethod.InteracCvn133, MasterKey, transaction, cryptogram, "0000"));
    }

    [Fact]
    public void The_common_method_with_proprietary_data()
    {
        var transaction = Transaction("000000000000000005", 23, 0x001C);
        var cryptogram = Cryptogram(ChipMethod.EmvCommon, MasterKey, transaction, Purchase + "06011203A0B800");

        Assert.Equal("8CAD6F2489C640B1", cryptogram);
        Assert.Equal(
            "E39F1876", Response(ChipMethod.EmvCommon, MasterKey, transaction, cryptogram, "0000000012345678"));
    }

    // cnblogs.com/1024Planet/p/6256545.html, a worked example of PBOC with triple DES.
    [Fact]
    public void Unionpay_with_triple_des()
    {
        const string key = "F0C34A8124CEE0A91A0B034AA97D6EAC";
        const string data = "000000000001000000000000015600800460000156140701001E78EEBC7D00024003A04002";
        var transaction = Transaction("6228000100001", 1, 0x0240);
        var cryptogram = Cryptogram(ChipMethod.UnionPay, key, transaction, data);

        Assert.Equal("5D016C91005E7CC2", cryptogram);
        Assert.Equal("21415243527CE78F", Response(ChipMethod.UnionPay, key, transaction, cryptogram, "3031"));
    }

    // iteye.com/blog/scjava-2309584, a worked example of PBOC 3.0 with SM4; of the answer it shows no more than the
    // block that is encrypted.
    [Fact]
    public void Unionpay_with_sm4()
    {
        const string key = "F23BF4AE92B554C116139D4F67322667";
        var transaction = Transaction("6214988660100000304", 0, 1);
        var sessionKey = new byte[CardKeys.KeyLength];
        var cardKey = With(key, KeyAlgorithm.Sm4, CardKeys.KeyLength, (cipher, written) =>
            CardKeys.Derive(cipher, CardKeyOption.A, transaction.Card, written));
        SessionKeys.Derive(ChipMethod.UnionPaySm4, Hex(cardKey), transaction, sessionKey);

        Assert.Equal("016F6E76BD8E6FB4A17C28C4B05E03A8", cardKey);
        Assert.Equal("9ECF9220F32AE56187D3C2444967FC0E", Convert.ToHexString(sessionKey));
        Assert.Equal(
            "179E0D01A7D1791D",
            Cryptogram(
                ChipMethod.UnionPaySm4,
                key,
                transaction,
                "00000000000000000000000001560000000800015616051800412AB4B67D00000103A00000"));
        Assert.Equal(
            With(Convert.ToHexString(sessionKey), KeyAlgorithm.Sm4, 16, (cipher, written) =>
            {
                Hex("27AE0D01A7D1791D0000000000000000").CopyTo(written, 0);
                cipher.Encrypt(written);
            })[..16],
            Response(ChipMethod.UnionPaySm4, key, transaction, "179E0D01A7D1791D", "3030"));
    }

    // The examples derive from a value that no counter gives, so that the steps are taken one by one.
    [Theory]
    [InlineData("12345678901234567", 45, false, Data, "19C1FBC83EBDC0D5", "78A372523FA35A03")]
    [InlineData("12345678901234567", 0, false, Data, "8698A7319324FD93", "BEA11C8F4A47EF6F")]
    [InlineData("9901234567890123", 45, false, Data, "4B46013359B7A58B", "F8C9CECAABD55AD1")]
    [InlineData("9901234567890123", 45, true, Data + "01", "2E141C6BC4A20DA8", "16A49AAB314B9262")]
    [InlineData("9901234567890123", 45, true, Data, "922F3E83125EB46B", "8AE6E836084B0E80")]
    public void A_cryptogram_answered_under_the_card_key(
        string pan, int sequence, bool zeros, string data, string expected, string answer)
    {
        var cardKey = CardKey(MasterKey, CardKeyOption.A, pan, sequence);
        var sessionKey = new byte[CardKeys.KeyLength];
        SessionKeys.Common(KeyAlgorithm.TripleDes2, Hex(cardKey), Hex("1234567890123456"), sessionKey);
        var padding = zeros ? MacPadding.Zeros : MacPadding.BitOne;

        Assert.Equal(expected, Mac(Convert.ToHexString(sessionKey), padding, data));
        var method = ChipMethod.VisaCvn10 with { RespondsUnderCardKey = true };
        Assert.Equal(answer, Response(method, MasterKey, Transaction(pan, sequence, 0), expected, "0000"));
    }

    [Theory]
    [InlineData("00000000", "7DFB1188")]
    [InlineData("000000001234567890ABCDEF", "4962B76C")]
    public void An_answer_of_method_2(string decision, string expected)
    {
        var cardKey = CardKey(MasterKey, CardKeyOption.A, "9901234567890123", 45);
        var sessionKey = new byte[CardKeys.KeyLength];
        SessionKeys.Common(KeyAlgorithm.TripleDes2, Hex(cardKey), Hex("1234567890123456"), sessionKey);

        Assert.Equal(
            expected,
            Mac(Convert.ToHexString(sessionKey), MacPadding.BitOne, "4B46013359B7A58B" + decision, 4));
    }

    [Fact]
    public void A_cryptogram_fits_its_own_data_card_and_counter_alone()
    {
        var methods = ChipMethod.All;
        Gen.Select(Gen.Int[0, methods.Count - 1], Gen.Byte.Array[1, 60], Gen.Int[0, 479], Gen.UShort)
            .Sample((at, data, flip, counter) =>
            {
                using var key = CipherKey.Create(methods[at].Algorithm, Hex(MasterKey));
                var cryptograms = new ChipCryptograms(methods[at], key);
                var transaction = Transaction("6214988660100000304", 0, counter, 7);
                var cryptogram = new byte[ChipMethod.CryptogramLength];
                cryptograms.Write(transaction, data, cryptogram);
                var fitted = cryptograms.Fits(transaction, data, cryptogram)
                    && !cryptograms.Fits(transaction with { Card = Card("6214988660100000304", 1) }, data, cryptogram)
                    && !cryptograms.Fits(transaction, data, cryptogram.AsSpan(1));
                var another = transaction with { Counter = (ushort)(counter ^ 1) };
                fitted &= methods[at].SessionKey == SessionKeyOption.None
                    || !cryptograms.Fits(another, data, cryptogram);

                data[flip / 8 % data.Length] ^= (byte)(1 << (flip % 8));
                return fitted && !cryptograms.Fits(transaction, data, cryptogram);
            });
    }

    [Fact]
    public void A_key_of_another_cipher_is_a_contradiction()
    {
        using var key = CipherKey.Create(KeyAlgorithm.Sm4, Hex(MasterKey));

        Assert.Throws<InvariantException>(() => new ChipCryptograms(ChipMethod.UnionPay, key)
            .Write(Transaction("6228000100001", 1, 1), [1], new byte[8]));
    }
}
