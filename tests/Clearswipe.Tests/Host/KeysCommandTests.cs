using Clearswipe.Host.Commands;
using Clearswipe.Tests.Vault.Pkcs11;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Host;

/// <summary>A key is made by two officers at the command line, and nobody alone can make or see one.</summary>
public sealed class KeysCommandTests : IDisposable
{
    private const string First = "0123456789ABCDEFFEDCBA9876543210";
    private const string Second = "133457799BBCDFF10E329232EA6D0D73";

    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-keys").FullName;
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    private string Config => Path.Combine(_folder, "part.yaml");

    private string Key => Path.Combine(_folder, "pin.key");

    private string Book => File.ReadAllText(Path.Combine(_folder, "data", "keys.log"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_officers_make_a_key_and_the_book_says_so()
    {
        await File.WriteAllTextAsync(Config, "allow-software-vault: true\nlisten: somebody else reads this\n");

        Assert.Equal(ExitCode.Good, await Ceremony($"Wang\n{First}\nLi\n{Second}\n"));
        Assert.Contains("SOFTWARE VAULT", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Pin key, TripleDes2, check value ", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("\tWang\tComponentGiven\tPin\t08D7B4FB", Book, StringComparison.Ordinal);
        Assert.Contains("\tWang, Li\tCeremonyCompleted\tPin\t", Book, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Good, await Run("keys", "check", Key));
        var all = _out.ToString() + _error + Book + await File.ReadAllTextAsync(Key);
        Assert.DoesNotContain("0123456789AB", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("133457799BBC", all, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Wang\n" + First + "\nwang\n" + Second + "\n", "was not taken")]
    [InlineData("Wang\n" + First + "\nLi\n0123\n", "is no component")]
    [InlineData("Wang\n" + First + "\nLi\n" + First + "\n", "no good key")]
    [InlineData("Wang\n" + First + "\n", "input ended")]
    public async Task What_is_no_ceremony_leaves_nothing(string input, string why)
    {
        await File.WriteAllTextAsync(Config, "allow-software-vault: true\n");

        Assert.NotEqual(ExitCode.Good, await Ceremony(input));
        Assert.Contains(why, _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", _error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Key));
    }

    [Fact]
    public async Task A_key_is_never_written_over_another()
    {
        await File.WriteAllTextAsync(Config, "allow-software-vault: true\n");
        await File.WriteAllTextAsync(Key, "something");

        Assert.Equal(ExitCode.WrongUse, await Ceremony($"Wang\n{First}\nLi\n{Second}\n"));
        Assert.Equal("something", await File.ReadAllTextAsync(Key));
        Assert.Equal(ExitCode.WrongUse, await Run("keys", "check", Key));
    }

    [Fact]
    public async Task A_component_is_shown_once_with_its_check_value()
    {
        Assert.Equal(ExitCode.Good, await Run("keys", "component", "--algorithm", "Aes256"));
        var lines = _out.ToString().Split('\n');

        Assert.Equal(64, lines[0].Count(char.IsAsciiHexDigit));
        Assert.Matches("^Check value [0-9A-F]{10}$", lines[1].TrimEnd());
    }

    [Fact]
    public async Task Without_a_vault_that_is_allowed_nothing_is_made()
    {
        await File.WriteAllTextAsync(Config, "listen: 127.0.0.1:1\n");

        Assert.Equal(ExitCode.WrongUse, await Ceremony($"Wang\n{First}\nLi\n{Second}\n"));
        Assert.Contains("pkcs11", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_made_in_a_security_module()
    {
        Assert.SkipWhen(TokenBench.Library is null, TokenBench.Why);
        var token = TokenBench.Settings();
        await File.WriteAllTextAsync(Config, $$"""
            vault:
              pkcs11: {library: {{token.Library}}, token: {{token.Token}}, key-label: {{token.KeyLabel}}, pin-file: pin}
            """);

        Assert.Equal(ExitCode.WrongUse, await Ceremony($"Wang\n{First}\nLi\n{Second}\n"));
        Assert.Contains("PIN file", _error.ToString(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_folder, "pin"), "271828\n");
        Assert.Equal(ExitCode.Problem, await Ceremony($"Wang\n{First}\nLi\n{Second}\n"));
        Assert.Contains("keys provision", _error.ToString(), StringComparison.Ordinal);
        Assert.True(await Run("keys", "provision", "--config", Config) == ExitCode.Good, _error.ToString());
        Assert.Equal(ExitCode.Good, await Ceremony($"Wang\n{First}\nLi\n{Second}\n"));
        Assert.DoesNotContain("SOFTWARE VAULT", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Good, await Run("keys", "check", Key));
    }

    private Task<int> Ceremony(string input) => CommandLine.Run(
        ["keys", "ceremony", "--use", "Pin", "--out", Key, "--config", Config, "--data", Path.Combine(_folder, "data")],
        new Shell(new StringReader(input), _out, _error, new FakeTimeProvider()),
        TestContext.Current.CancellationToken);

    private Task<int> Run(params string[] arguments) => CommandLine.Run(
        arguments, new Shell(new StringReader(""), _out, _error, new FakeTimeProvider()),
        TestContext.Current.CancellationToken);
}
