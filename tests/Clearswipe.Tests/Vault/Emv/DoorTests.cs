using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Emv;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Vault.Emv;

/// <summary>An issuer proves a chip and answers it with a key that it never sees.</summary>
public sealed class DoorTests : IDisposable
{
    private readonly KeyVault _vault = Bench.Vault();
    private readonly ChipTransaction _sale = new(new ChipCard(Bench.Pan("6214988660100000304"), 1), 7, 0x5C3A1F90);

    public static TheoryData<string> Methods => [.. ChipMethod.All.Select(method => method.Name)];

    [Theory, MemberData(nameof(Methods))]
    public void A_true_cryptogram_is_answered_and_a_false_one_is_not(string name)
    {
        var method = ChipMethod.All.Single(one => one.Name == name);
        var key = _vault.Keys.Generate(KeyUse.ChipCryptogram, method.Algorithm);
        byte[] data = [1, 2, 3, 4, 5];
        var cryptogram = new byte[ChipMethod.CryptogramLength];
        var response = new byte[8];
        byte[] decision = method.ResponseLength == 8 ? [.. "00"u8] : [0, 0, 0, 0];

        _vault.Chips.WriteCryptogram(method, key, _sale, data, cryptogram);

        Assert.True(_vault.Chips.CryptogramFits(method, key, _sale, data, cryptogram));
        Assert.Equal(
            method.ResponseLength, _vault.Chips.Respond(method, key, _sale, data, cryptogram, decision, response));
        Assert.Contains(response, value => value != 0);
        cryptogram[7] ^= 1;
        Assert.False(_vault.Chips.CryptogramFits(method, key, _sale, data, cryptogram));
        Assert.Equal(0, _vault.Chips.Respond(method, key, _sale, data, cryptogram, decision, response));
    }

    [Fact]
    public void A_key_for_something_else_proves_no_chip() => Assert.Throws<InvariantException>(() =>
        _vault.Chips.CryptogramFits(
            ChipMethod.VisaCvn18, _vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2), _sale, [1], new byte[8]));

    // pyemv, tests/test_cvn_hsm.py (MIT): the cryptogram, its answer and the script that unblocks the application.
    [Theory]
    [InlineData("Visa CVN 10", "03A06010", "29CCA15AE665FA2E", "3030", "28993816AFAE4AEB", "DB56BA60087CEFD3")]
    [InlineData("Visa CVN 18", "06011203A0B800", "7A788EA6B8A3E733", "00000000", "9AF514C1", "04EDE90BC24CC35E")]
    public void The_published_answers_come_out_of_the_door(
        string name, string card, string cryptogram, string decision, string answer, string script)
    {
        var method = ChipMethod.All.Single(one => one.Name == name);
        var key = _vault.Key(KeyUse.ChipCryptogram, ChipBench.MasterKey);
        var integrity = _vault.Key(KeyUse.ChipMac, ChipBench.IntegrityKey);
        var confidentiality = _vault.Key(KeyUse.ChipEncryption, ChipBench.ConfidentialityKey);
        var transaction = ChipBench.Transaction("1234567890123456", 0, 0x001C);
        var data = ChipBench.Hex(ChipBench.Purchase + card);
        var (response, mac) = (new byte[method.ResponseLength], new byte[8]);

        Assert.True(_vault.Chips.CryptogramFits(method, key, transaction, data, ChipBench.Hex(cryptogram)));
        _vault.Chips.Respond(
            method, key, transaction, data, ChipBench.Hex(cryptogram), ChipBench.Hex(decision), response);
        Assert.Equal(answer, Convert.ToHexString(response));
        _vault.Chips.WriteScriptMac(
            method, integrity, transaction, ChipBench.Hex(cryptogram), ChipBench.Hex("8418000008"), [], mac);
        Assert.Equal(script, Convert.ToHexString(mac));
        Assert.Equal(
            ChipBench.ScriptData(method, transaction, cryptogram, "0011223344556677"),
            Convert.ToHexString(_vault.Chips.EncryptScript(
                method, confidentiality, transaction, ChipBench.Hex(cryptogram), ChipBench.Hex("0011223344556677"))));
    }

    [Fact]
    public void A_card_number_sequence_that_no_card_has_fits_nothing() => Assert.False(
        _vault.Chips.CryptogramFits(
            ChipMethod.VisaCvn18,
            _vault.Keys.Generate(KeyUse.ChipCryptogram, KeyAlgorithm.TripleDes2),
            _sale with { Card = _sale.Card with { Sequence = 100 } },
            [1],
            new byte[8]));

    [Fact]
    public void Each_issuer_key_does_its_own_work_alone()
    {
        var key = _vault.Keys.Generate(KeyUse.ChipCryptogram, KeyAlgorithm.TripleDes2);
        var sm4 = _vault.Keys.Generate(KeyUse.ChipCryptogram, KeyAlgorithm.Sm4);
        var mac = new byte[8];

        Assert.Throws<InvariantException>(() => _vault.Chips.WriteScriptMac(
            ChipMethod.UnionPay, key, _sale, new byte[8], new byte[5], [], mac));
        Assert.Throws<InvariantException>(() => _vault.Chips.EncryptScript(
            ChipMethod.UnionPay, key, _sale, new byte[8], [1]));
        Assert.Throws<InvariantException>(() => _vault.Chips.WriteCryptogram(
            ChipMethod.UnionPay, sm4, _sale, [1], mac));
    }

    public void Dispose() => _vault.Dispose();
}
