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

    public void Dispose() => _vault.Dispose();
}
