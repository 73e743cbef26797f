using System.Text;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.Pkcs11;
using Clearswipe.Vocabulary;
using Net.Pkcs11Interop.Common;

namespace Clearswipe.Tests.Vault.Pkcs11;

/// <summary>What a token keeps stays in it.</summary>
public sealed class TokenTests
{
    public TokenTests() => Assert.SkipWhen(TokenBench.Library is null, TokenBench.Why);

    [Fact]
    public void It_is_no_vault_for_development()
    {
        using var vault = TokenBench.Vault();

        Assert.False(vault.IsForDevelopment);
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        var settings = TokenBench.Settings();

        Says("find its storage keys", () => KeyVault.OpenPkcs11(settings, TokenBench.Pin));
        Says("find its token", () => KeyVault.OpenPkcs11(settings with { Token = "none" }, TokenBench.Pin));
        Says("is no PKCS#11 module", () => KeyVault.OpenPkcs11(settings with { Library = "/none.so" }, TokenBench.Pin));
        KeyVault.ProvisionPkcs11(settings, TokenBench.Pin);
        Says("has keys with the label", () => KeyVault.ProvisionPkcs11(settings, TokenBench.Pin));
        // Nobody is logged in to this token, so its PIN is asked for.
        Says("CKR_PIN_INCORRECT", () => KeyVault.ProvisionPkcs11(settings with { Token = "two" }, "000000"u8));
    }

    [Fact]
    public void Each_byte_of_a_sealed_key_counts_and_so_does_its_label()
    {
        using var vault = TokenBench.Vault();
        using var other = TokenBench.Vault();
        var key = vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        var bytes = key.ToBytes();
        for (var at = 8; at < bytes.Length; at++)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= 1;
            Assert.Throws<InvariantException>(() => Use(vault, SealedKey.TryRead(changed)!));
        }

        Assert.Throws<InvariantException>(() => Use(other, key));
        Assert.Throws<InvariantException>(() =>
            Use(vault, key with { Label = key.Label with { CheckValue = "00000000" } }));
        Assert.NotEmpty(Use(vault, SealedKey.TryRead(bytes)!));
    }

    [Fact]
    public void Data_is_bound_to_its_purpose()
    {
        using var vault = TokenBench.Vault();
        var data = vault.Data.Seal("6222021234567894"u8, "card");

        Assert.Equal("6222021234567894", Encoding.ASCII.GetString(vault.Data.Unseal(data, "card")!));
        Assert.Null(vault.Data.Unseal(data, "pin"));
        data[^1] ^= 1;
        Assert.Null(vault.Data.Unseal(data, "card"));
        Assert.Null(vault.Data.Unseal([1, 2, 3], "card"));
        Assert.Equal(
            vault.Cards.Token(Bench.Pan("6222021234567894")), vault.Cards.Token(Bench.Pan("6222021234567894")));
    }

    [Fact]
    public void No_key_of_the_token_can_be_read()
    {
        using var vault = TokenBench.Vault();
        var key = vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2);
        Use(vault, key);
        using var session = TokenModule.Find(TokenBench.Settings()).OpenSession(SessionType.ReadOnly);
        var keys = session.FindAllObjects([Template.Number(CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY)]);

        Assert.True(keys.Count >= 5, "four storage keys and one at work");
        Assert.All(keys, one => Assert.True(
            session.GetAttributeValue(one, [CKA.CKA_VALUE])[0].CannotBeRead, "a key's value is refused"));
    }

    [Fact]
    public void SM4_is_refused_with_a_reason()
    {
        using var vault = TokenBench.Vault();

        Says("SM4", () => vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Sm4));
    }

    [Fact]
    public async Task Many_may_call_at_once()
    {
        using var vault = TokenBench.Vault();
        var keys = Enumerable.Range(0, 8)
            .Select(_ => vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2)).ToArray();
        var expected = keys.Select(key => Use(vault, key)).ToArray();

        await Parallel.ForAsync(0, 400, (round, _) =>
        {
            Assert.Equal(expected[round % 8], Use(vault, keys[round % 8]));
            return ValueTask.CompletedTask;
        });
    }

    [Fact]
    public void A_vault_that_is_gone_leaves_no_key_at_work_behind()
    {
        var before = AtWork();
        using (var vault = TokenBench.Vault("two"))
        {
            Use(vault, vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.TripleDes2));
            Assert.Equal(before + 2, AtWork());    // the key, and its left half
        }

        Assert.Equal(before, AtWork());
    }

    private static int AtWork()
    {
        using var session = TokenModule.Find(TokenBench.Settings("two")).OpenSession(SessionType.ReadOnly);
        return session.FindAllObjects([
            Template.Number(CKA.CKA_CLASS, (ulong)CKO.CKO_SECRET_KEY), Template.Flag(CKA.CKA_TOKEN, false)]).Count;
    }

    private static byte[] Use(KeyVault vault, SealedKey key) => vault.Macs.Of(key, MacAlgorithm.X919, "a message"u8);

    private static void Says(string words, Action act) =>
        Assert.Contains(words, Assert.Throws<TokenException>(act).Message, StringComparison.Ordinal);
}
