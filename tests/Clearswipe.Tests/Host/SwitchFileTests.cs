using Clearswipe.Host.Commands;
using Clearswipe.Host.Settings;
using Clearswipe.Switch.Routes;
using Microsoft.Extensions.Time.Testing;

namespace Clearswipe.Tests.Host;

/// <summary>The lines of switch.yaml that say how an issuer is reached, and when it is not.</summary>
public sealed class SwitchFileTests
{
    private static readonly string Samples = Path.Combine(House.House.Root, "samples");

    [Fact]
    public void Maintenance_is_daily_or_once()
    {
        var lines = Issuer("""
            maintenance:
              - daily: 23:30-01:00
              - from: 2026-03-02T02:00+08:00
                until: 2026-03-02T04:00+08:00
            """).Maintenance;
        var (two, offset) = (new DateTime(2026, 3, 2, 2, 0, 0), TimeSpan.FromHours(8));

        Assert.Equal(
            [
                new Closure.Daily(new TimeOnly(23, 30), new TimeOnly(1, 0)),
                new Closure.Once(new DateTimeOffset(two, offset), new DateTimeOffset(two.AddHours(2), offset)),
            ],
            lines.Select(line => line.Read("harbour")));
    }

    [Theory]
    [InlineData("- daily: 02:00")]
    [InlineData("- daily: 02:00-02:00")]
    [InlineData("- daily: 2 to 4")]
    [InlineData("- daily: 22:00-25:00")]
    [InlineData("- { daily: 02:00-04:00, until: 2026-03-02T04:00+08:00 }")]
    [InlineData("- from: 2026-03-02T04:00+08:00")]
    [InlineData("- { from: 2026-03-02T04:00, until: 2026-03-02T05:00 }")]
    [InlineData("- { from: 2026-03-02T04:00+08:00, until: 2026-03-02T02:00+08:00 }")]
    [InlineData("- {}")]
    public void A_maintenance_that_cannot_be_read_says_whose_it_is_and_how_to_write_it(string line)
    {
        var slip = Assert.Throws<Trouble>(() =>
            Issuer($"maintenance:\n  {line}").Maintenance[0].Read("harbour"));

        Assert.Contains("harbour", slip.Message, StringComparison.Ordinal);
        Assert.Contains("daily: 02:00-04:00", slip.Mend, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("links: [127.0.0.1:1, 127.0.0.1:2]", "links: with several")]
    [InlineData("links: [127.0.0.1:1, 127.0.0.1:1]", "no two alike", true)]
    [InlineData("links: [nowhere]", "Write it like", true)]
    [InlineData("order: backwards", "order: pooled")]
    [InlineData("maintenance: [{ daily: never }]", "daily: 02:00-04:00")]
    public async Task What_a_switch_cannot_do_with_its_links_is_said_at_the_start(
        string line, string mend, bool withoutHost = false)
    {
        const string host = "host: 127.0.0.1:9200";
        var folder = Directory.CreateTempSubdirectory("clearswipe-links-").FullName;
        var config = Path.Combine(folder, "switch.yaml");
        var sample = await File.ReadAllTextAsync(Path.Combine(Samples, "switch.yaml"));
        await File.WriteAllTextAsync(config, sample
            .Replace("keys/", Path.Combine(Samples, "keys") + "/", StringComparison.Ordinal)
            .Replace(host, withoutHost ? line : $"{host}\n    {line}", StringComparison.Ordinal));
        try
        {
            var error = new StringWriter();
            var shell = new Shell(TextReader.Null, new StringWriter(), error, new FakeTimeProvider());
            Assert.Equal(
                ExitCode.WrongUse, await CommandLine.Run(["switch", "--config", config, "--data", folder], shell));
            Assert.Contains(mend, error.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IssuerLine Issuer(string lines) => YamlFile.Parse<IssuerLine>("switch.yaml", $"""
        issuer: harbour
        prefixes: ["999901"]
        pin-key: pin.key
        mac-key: mac.key
        {lines}
        """);
}
