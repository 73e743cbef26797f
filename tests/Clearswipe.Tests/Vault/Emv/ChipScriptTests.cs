using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Emv;
using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Vault.Emv.ChipBench;

namespace Clearswipe.Tests.Vault.Emv;

/// <summary>
/// Published issuer scripts: pyemv, tests/test_cvn_hsm.py and test_sm_hsm.py (MIT), checked by its author against a
/// security module.
/// </summary>
public sealed class ChipScriptTests
{
    private const string Pan = "1234567890123456";

    // Unblock the application; change the PIN to 9999, without and with the present one, 8888, in the block. Visa's
    // PIN blocks are made with the card's key for cryptograms, BAB0 by its check digits.
    [Theory]
    [InlineData("29CCA15AE665FA2E", "DB56BA60087CEFD3", "1A965A5CB2CE62DA", "C4A8393B57DD2F3F")]
    [InlineData("7A788EA6B8A3E733", "04EDE90BC24CC35E", "1A22B480EF312F40", "0FB94A4E4EC10F41")]
    public void Visa(string cryptogram, string unblock, string change, string changeWithPresent)
    {
        var method = cryptogram[0] == '2' ? ChipMethod.VisaCvn10 : ChipMethod.VisaCvn18;
        var transaction = Transaction(Pan, 0, 0x001C);
        var pin = ScriptData(method, transaction, cryptogram, PinBlock("049999FFFFFFFFFF"));
        var both = ScriptData(method, transaction, cryptogram, PinBlock("8C1199FFFFFFFFFF"));

        Assert.Equal(unblock, ScriptMac(method, transaction, cryptogram, "8418000008", ""));
        Assert.Equal("BB221AF527377A2811D2B6EBC396A939", pin);
        Assert.Equal("2EE025E554BCD87E11D2B6EBC396A939", both);
        Assert.Equal(change, ScriptMac(method, transaction, cryptogram, "8424000218", pin));
        Assert.Equal(changeWithPresent, ScriptMac(method, transaction, cryptogram, "8424000118", both));
    }

    [Fact]
    public void Interac()
    {
        const string cryptogram = "18932FECA2D84326";
        var transaction = Transaction(Pan, 0, 0x001C, 0xABCDEF12);
        var pin = ScriptData(ChipMethod.InteracCvn133, transaction, cryptogram, "249999FFFFFFFFFF");

        Assert.Equal(
            "B574ABB0A485A330", ScriptMac(ChipMethod.InteracCvn133, transaction, cryptogram, "8424000008", ""));
        Assert.Equal("382F36D5920D2391", pin);
        Assert.Equal(
            "5CC7573F770298C9", ScriptMac(ChipMethod.InteracCvn133, transaction, cryptogram, "8424000210", pin));
    }

    [Theory]
    [InlineData(true, "249999FFFFFFFFFF", "28367E05DE3381C2", "8C4D10091A093B5B")]
    [InlineData(true, "2C999999999999FF", "99AD3AF9EB3ECF0C", "1471D88C6393BE21")]
    [InlineData(false, "249999FFFFFFFFFF", "28367E05DE3381C29D30A6055A8DEB86", "69DA1EE208823022")]
    public void A_pin_change_under_keys_from_the_cryptogram(bool asNeeded, string block, string data, string mac)
    {
        var method = asNeeded ? ChipMethod.InteracCvn133 : ChipMethod.EmvCommon;
        var transaction = Transaction(Pan, 1, 1);
        const string cryptogram = "ABCDEF1234567890";
        using var confidentiality = CipherKey.Create(
            KeyAlgorithm.TripleDes2, Hex("11111111111111112222222222222222"));
        using var integrity = CipherKey.Create(KeyAlgorithm.TripleDes2, Hex(MasterKey));

        var encrypted = new ChipScripts(method, confidentiality).EncryptData(transaction, Hex(cryptogram), Hex(block));
        Assert.Equal(data, Convert.ToHexString(encrypted));

        var written = new byte[ChipMac.Length];
        new ChipScripts(method, integrity)
            .WriteMac(transaction, Hex(cryptogram), Hex("8424000210"), encrypted, written);
        Assert.Equal(mac, Convert.ToHexString(written));
    }

    [Fact]
    public void A_shorter_mac_is_the_beginning_of_the_longer()
    {
        using var key = CipherKey.Create(KeyAlgorithm.TripleDes2, Hex(MasterKey));
        var scripts = new ChipScripts(ChipMethod.UnionPay, key);
        var (whole, four) = (new byte[8], new byte[4]);
        scripts.WriteMac(Transaction(Pan, 0, 1), new byte[8], Hex("8424000008"), [], whole);
        scripts.WriteMac(Transaction(Pan, 0, 1), new byte[8], Hex("8424000008"), [], four);

        Assert.Equal(whole[..4], four);
        Assert.Throws<InvariantException>(() =>
            scripts.WriteMac(Transaction(Pan, 0, 1), new byte[8], Hex("8424000008"), [], new byte[3]));
    }

    [Fact]
    public void A_method_without_scripts_protects_none()
    {
        using var key = CipherKey.Create(KeyAlgorithm.Sm4, Hex(MasterKey));

        Assert.Throws<InvariantException>(() =>
            new ChipScripts(ChipMethod.UnionPaySm4, key).EncryptData(Transaction(Pan, 0, 1), new byte[8], [1]));
    }

    // VIS: the PIN joined with the right half of the left half of the card's key for cryptograms.
    private static string PinBlock(string pin)
    {
        var block = Hex(pin);
        var cardKey = Hex(CardKey(MasterKey, CardKeyOption.A, Pan, 0));
        for (var i = 4; i < block.Length; i++)
            block[i] ^= cardKey[i];
        return Convert.ToHexString(block);
    }
}
