using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Emv;
using CsCheck;
using static Clearswipe.Tests.Vault.Emv.ChipBench;

namespace Clearswipe.Tests.Vault.Emv;

/// <summary>
/// Published keys of cards and transactions: pyemv, tests/test_kd_hsm.py, test_ac_hsm.py and test_sm_hsm.py (MIT),
/// which its author checked against a security module; keys there are named by two or three check digits.
/// </summary>
public sealed class ChipKeyTests
{
    [Theory]
    [InlineData('A', "12345678901234567", 45, "FF08")]
    [InlineData('A', "9901234567890123", 45, "1DA5")]
    [InlineData('A', "1234567890123456", 1, "0239")]
    [InlineData('B', "1234567890123456", 0, "BAB0")]
    [InlineData('B', "12345678901234567", 45, "0BAF")]
    [InlineData('B', "12345678901234567", 0, "4626")]
    [InlineData('B', "123456789012345679", 0, "C2F3")]
    // The hash of these digits has too few decimal ones.
    [InlineData('B', "000000000000000005", 23, "DD73")]
    public void A_card_key(char option, string pan, int sequence, string expected) =>
        Assert.Equal(
            expected,
            CheckDigits(CardKey(MasterKey, option == 'A' ? CardKeyOption.A : CardKeyOption.B, pan, sequence)));

    // pyemv, the example in kd.py.
    [Fact]
    public void A_card_key_whole() =>
        Assert.Equal(
            "67F8292358083E5EA7AB7FDA58D53B6B", CardKey(MasterKey, CardKeyOption.A, "99012345678901234", 45));

    [Theory]
    [InlineData('A', "12345678901234567", 45, "1234567890123456", "DF82")]
    [InlineData('A', "12345678901234567", 0, "1234567890123456", "3F4F")]
    [InlineData('A', "9901234567890123", 45, "1234567890123456", "0995")]
    [InlineData('A', "1234567890123456", 1, "ABCDEF1234567890", "F088")]
    [InlineData('B', "12345678901234567", 45, "1234567890123456", "4262")]
    [InlineData('B', "000000000000000005", 23, "001C000000000000", "04F8")]
    public void A_common_session_key(char option, string pan, int sequence, string value, string expected)
    {
        var cardKey = CardKey(MasterKey, option == 'A' ? CardKeyOption.A : CardKeyOption.B, pan, sequence);
        var key = new byte[CardKeys.KeyLength];
        SessionKeys.Common(KeyAlgorithm.TripleDes2, Hex(cardKey), Hex(value), key);

        Assert.Equal(expected, CheckDigits(Convert.ToHexString(key)));
    }

    [Theory]
    [InlineData(IntegrityKey, "1234567890123456", 0, 0x001C, "DB10")]
    [InlineData(ConfidentialityKey, "1234567890123456", 0, 0x001C, "6D04")]
    [InlineData(MasterKey, "1234567890123456", 1, 0xFFFF, "A41D")]
    [InlineData("11111111111111112222222222222222", "1234567890123456", 1, 0xFFFF, "BD7C")]
    public void A_script_key_of_visa(string issuerKey, string pan, int sequence, int counter, string expected)
    {
        var cardKey = CardKey(issuerKey, CardKeyOption.A, pan, sequence);
        var key = new byte[CardKeys.KeyLength];
        SessionKeys.DeriveForScript(ChipMethod.VisaCvn10, Hex(cardKey), (ushort)counter, new byte[8], key);

        Assert.Equal(expected, CheckDigits(Convert.ToHexString(key)));
    }

    [Fact]
    public void A_card_key_has_odd_parity_in_every_byte() =>
        Gen.Select(Gen.String[Gen.Char['0', '9'], 12, 19], Gen.Int[0, 99], Gen.Bool).Sample((pan, sequence, isA) =>
            Hex(CardKey(MasterKey, isA ? CardKeyOption.A : CardKeyOption.B, pan, sequence))
                .All(value => int.PopCount(value) % 2 == 1));

    [Fact]
    public void Up_to_sixteen_digits_both_options_are_one() =>
        Gen.Select(Gen.String[Gen.Char['0', '9'], 12, 16], Gen.Int[0, 99]).Sample((pan, sequence) =>
            CardKey(MasterKey, CardKeyOption.A, pan, sequence) == CardKey(MasterKey, CardKeyOption.B, pan, sequence));
}
