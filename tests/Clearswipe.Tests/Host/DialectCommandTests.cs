using Clearswipe.Host.Commands;
using Clearswipe.Wire.Dialects;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Host;

/// <summary>A person's own dialect at the command line: checked, shown, and used to explain a message.</summary>
public sealed class DialectCommandTests : IDisposable
{
    private static readonly string Samples = Path.Combine(House.House.Root, "samples", "dialects");
    private static readonly string Harbour = Path.Combine(Samples, "harbour-pos.yaml");
    private static readonly string Club = Path.Combine(Samples, "club-card.yaml");

    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_good_file_is_said_to_be_good()
    {
        Assert.Equal(ExitCode.Good, await Run("dialect", "check", Harbour));
        Assert.Contains(
            $"Harbour POS is good: {Dialect.UnionPayPos.Fields.Count() - 1} fields",
            _out.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dialect", "check")]
    [InlineData("dialect", "show")]
    [InlineData("explain", "55", "--dialect")]
    public async Task All_faults_of_a_bad_file_are_told_with_its_name(params string[] command)
    {
        await File.WriteAllTextAsync(
            _file, "dialect: A\nextends: UnionPay POS\nfields:\n  3: q6\n  48: {is: ans9, elments: {}}\n");

        Assert.Equal(ExitCode.WrongUse, await Run([.. command, _file]));
        Assert.Equal("", _out.ToString());
        Assert.Contains($"{_file}, line 4, column 6: DE 3: ", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{_file}, line 5, column 18: DE 48: ", _error.ToString(), StringComparison.Ordinal);
        Assert.Contains("docs/DIALECTS.md", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_end_is_refused()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "there is no endless file here");
        Assert.Equal(ExitCode.WrongUse, await Run("dialect", "check", "/dev/zero"));
    }

    [Fact]
    public async Task A_dialect_is_shown_as_a_table_by_its_name_or_its_file()
    {
        Assert.Equal(ExitCode.Good, await Run("dialect", "show", "unionpay pos"));
        Assert.Equal(ExitCode.Good, await Run("dialect", "show", Club));
        Assert.Contains("  60  n...19", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 parts   membership · 会员信息", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dialect_is_shown_as_a_file_that_is_good()
    {
        Assert.Equal(ExitCode.Good, await Run("dialect", "show", "ISO 8583:1993 packed", "--yaml"));
        Assert.Empty(DialectFile.TryRead(_out.ToString(), out _));
    }

    [Fact]
    public async Task Every_dialect_of_the_program_is_listed()
    {
        Assert.Equal(ExitCode.Good, await Run("dialect", "list"));
        Assert.Equal(
            Dialect.All.Select(dialect => dialect.Name),
            _out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_message_is_explained_by_a_dialect_of_ones_own()
    {
        Assert.Empty(DialectFile.TryRead(await File.ReadAllTextAsync(Harbour), out var harbour));
        var bytes = harbour!.Write(new Message("0210").With(3, "000000").With(39, "00").With(48, "0100312A"));

        Assert.Equal(
            ExitCode.Good, await Run("explain", Convert.ToHexString(bytes), "--dialect", Harbour, "--lang", "en"));
        Assert.Contains("(Harbour POS)", _out.ToString(), StringComparison.Ordinal);
        Assert.Contains("operator: (3 bytes, not shown)", _out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("12A", _out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_of_messages_in_characters_is_explained_by_it_too()
    {
        Assert.Empty(DialectFile.TryRead(await File.ReadAllTextAsync(Club), out var club));
        var text = System.Text.Encoding.ASCII.GetString(
            club!.Write(new Message("0200").With(2, "6222021234567894").With(60, "0200000150")));
        await File.WriteAllTextAsync(_file, text + "\n");

        Assert.Equal(ExitCode.Good, await Run("explain", _file, "--dialect", Club));
        Assert.Contains("tier: 02 gold", _out.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("6222021234567894", _out.ToString(), StringComparison.Ordinal);
    }

    private Task<int> Run(params string[] arguments) =>
        CommandLine.Run(arguments, new Shell(TextReader.Null, _out, _error, new FakeTimeProvider()));
}
