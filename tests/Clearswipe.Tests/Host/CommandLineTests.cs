using Clearswipe.Host.Commands;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Host;

/// <summary>What a person at a shell is told: the answer, or what is wrong, where, and what to do.</summary>
public sealed class CommandLineTests
{
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();

    [Fact]
    public async Task The_program_alone_says_what_it_can_do()
    {
        Assert.Equal(ExitCode.Good, await Run());

        foreach (var verb in new[] { "up", "explain", "dialect", "lab", "doctor", "switch", "issuer", "till" })
            Assert.Contains($"  {verb} ", _out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("explain")]
    [InlineData("explain", "55", "--lang", "fr")]
    [InlineData("up", "--port", "x")]
    [InlineData("up", "--port", "70000")]
    [InlineData("switch")]
    [InlineData("switch", "--config", "no-such-file.yaml")]
    [InlineData("issuer")]
    [InlineData("till", "--switch", "nowhere", "--sell", "12.50")]
    [InlineData("till", "--switch", "127.0.0.1:1", "--sell", "12.505")]
    [InlineData("till", "--switch", "127.0.0.1:1", "--sell", "1", "--card", "none-such")]
    [InlineData("lab", "run", "no-such-world")]
    [InlineData("dialect", "check", "no-such-file.yaml")]
    [InlineData("dialect", "check", "/tmp")]
    [InlineData("dialect", "show", "No Such POS")]
    [InlineData("explain", "55", "--dialect", "no-such-file.yaml")]
    public async Task Wrong_use_does_nothing_and_says_what_to_do(params string[] arguments)
    {
        Assert.Equal(ExitCode.WrongUse, await Run(arguments));
        Assert.Equal("", _out.ToString());
        Assert.True(
            _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length >= 2, _error.ToString());
    }

    [Fact]
    public async Task What_cannot_be_explained_is_not_echoed_whole_for_it_may_hold_a_card()
    {
        Assert.Equal(ExitCode.WrongUse, await Run("explain", "card=6222021234567890!"));
        Assert.DoesNotContain("6222021234567890", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slip_in_a_configuration_is_named_by_its_line()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "listen: 127.0.0.1:0\nacquirer: \"1\"\nterminal:\n  - x\n");
        try
        {
            Assert.Equal(ExitCode.WrongUse, await Run("switch", "--config", file));
            Assert.Contains($"{file}, line 3", _error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("switch")]
    [InlineData("issuer")]
    [InlineData("till")]
    public async Task A_part_that_may_be_real_refuses_a_software_vault_that_is_not_allowed_by_name(string part)
    {
        var samples = Path.Combine(House.House.Root, "samples");
        var folder = Directory.CreateTempSubdirectory("clearswipe-vault-").FullName;
        var config = Path.Combine(folder, "part.yaml");
        var lines = await File.ReadAllLinesAsync(Path.Combine(samples, part + ".yaml"));
        await File.WriteAllLinesAsync(
            config, lines.Where(line => !line.StartsWith("allow-software-vault", StringComparison.Ordinal)));
        try
        {
            Assert.Equal(ExitCode.WrongUse, await Run(part, "--config", config, "--data", folder));
            Assert.Contains("software vault", _error.ToString(), StringComparison.Ordinal);
            Assert.Contains("allow-software-vault: true", _error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_is_no_file_to_explain()
    {
        Assert.Equal(ExitCode.WrongUse, await Run("explain", Path.GetTempPath()));
        Assert.Contains("is a folder", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_explained_in_both_languages()
    {
        Assert.Equal(ExitCode.Good, await Run("explain", "55"));
        Assert.Contains("下一步", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("Next step", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_language_is_enough_when_it_is_asked_for()
    {
        await Run("explain", "55", "--lang", "en");
        Assert.DoesNotContain("下一步", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_a_log_too()
    {
        Assert.Equal(ExitCode.Good, await Run(new StringReader("12:01 39=91\n"), "explain", "-"));
        Assert.Contains("line 1: 91", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_without_anything_to_explain_is_a_problem() =>
        Assert.Equal(ExitCode.Problem, await Run(new StringReader("all is quiet\n"), "explain", "-"));

    private Task<int> Run(params string[] arguments) => Run(TextReader.Null, arguments);

    private Task<int> Run(TextReader input, params string[] arguments) =>
        CommandLine.Run(arguments, new Shell(input, _out, _error, new FakeTimeProvider()));
}
