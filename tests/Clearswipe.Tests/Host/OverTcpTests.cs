using Clearswipe.Host.Commands;

namespace Clearswipe.Tests.Host;

/// <summary>The parts as they are deployed: each by its own command, over real TCP.</summary>
public sealed class OverTcpTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("clearswipe-till-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task A_till_without_a_screen_is_paid()
    {
        await using var demo = await DemoSwitch.Start();
        var (code, said) = await Till(demo, "--sell", "12.50", "--card", "good");

        Assert.True(code == ExitCode.Good, said);
        Assert.Contains("Paid", said, StringComparison.Ordinal);
        Assert.Contains("DEMO: test keys", demo.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_card_ends_unpaid_with_its_cause_said_and_nothing_left_open()
    {
        await using var demo = await DemoSwitch.Start();
        var (code, said) = await Till(demo, "--sell", "12.50", "--card", "demagnetised");

        Assert.Equal(ExitCode.Problem, code);
        Assert.Contains("demagnetised", said, StringComparison.Ordinal);
        Assert.Contains("Nothing is open.", (await Till(demo)).Said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said)> Till(DemoSwitch demo, params string[] more)
    {
        using var output = new StringWriter();
        var shell = new Shell(TextReader.Null, output, output, TimeProvider.System);
        var code = await CommandLine.Run(
            ["till", "--switch", demo.Address, "--terminal", "10000003", "--data", _data.FullName, .. more], shell);
        return (code, output.ToString());
    }
}
