using Clearswipe.Vault.Ciphers;
using CsCheck;

namespace Clearswipe.Tests.Vault.Ciphers;

/// <summary>A passing key encrypts as a lasting one does.</summary>
public sealed class PassingKeyTests
{
    public static TheoryData<KeyAlgorithm> Algorithms => [.. Enum.GetValues<KeyAlgorithm>()];

    [Theory, MemberData(nameof(Algorithms))]
    public void It_encrypts_as_a_lasting_key_does(KeyAlgorithm algorithm) =>
        Gen.Select(Gen.Byte.Array[algorithm.KeyLength()], Gen.Int[1, 3], Gen.Byte).Sample((key, count, value) =>
        {
            var length = count * algorithm.BlockLength();
            var (passing, lasting) = (new byte[length], new byte[length]);
            passing.AsSpan().Fill(value);
            lasting.AsSpan().Fill(value);
            PassingKey.Encrypt(algorithm, key, passing);
            using var cipher = CipherKey.Create(algorithm, key);
            cipher.Encrypt(lasting);
            return passing.AsSpan().SequenceEqual(lasting);
        });

    [Fact]
    public void So_does_triple_des_with_equal_halves()
    {
        var key = Convert.FromHexString("0123456789ABCDEF0123456789ABCDEF");
        var (passing, lasting) = (new byte[8], new byte[8]);
        PassingKey.Encrypt(KeyAlgorithm.TripleDes2, key, passing);
        PassingKey.Encrypt(KeyAlgorithm.Des, key.AsSpan(0, 8), lasting);

        Assert.Equal("D5D44FF720683D0D", Convert.ToHexString(passing));
        Assert.Equal(passing, lasting);
    }
}
