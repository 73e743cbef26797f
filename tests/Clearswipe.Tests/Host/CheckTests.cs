using System.Net;
using System.Net.Sockets;
using Clearswipe.Host.Checks;

namespace Clearswipe.Tests.Host;

/// <summary>The doctor finds what is wrong and names the mending step.</summary>
public sealed class CheckTests
{
    private static readonly DateTimeOffset Built = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_folder_that_keeps_what_it_is_told_is_good()
    {
        var folder = Directory.CreateTempSubdirectory();
        Assert.DoesNotContain(DiskCheck.Run(folder.FullName, TimeProvider.System), check => check.Health == Health.Bad);
        Assert.Empty(folder.EnumerateFiles());
        folder.Delete();
    }

    [Fact]
    public void A_folder_that_is_not_there_is_bad_and_has_a_way_out()
    {
        var check =
            DiskCheck.Run(Path.Combine(Path.GetTempPath(), "no", "such", "folder"), TimeProvider.System).First();

        Assert.Equal(Health.Bad, check.Health);
        Assert.NotEmpty(check.Mend.En);
    }

    [Fact]
    public void A_taken_port_is_found()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        Assert.Equal(Health.Watch, PortCheck.Run(((IPEndPoint)other.LocalEndpoint).Port).Health);
    }

    [Fact]
    public void A_clock_before_the_program_was_made_is_wrong()
    {
        Assert.Equal(Health.Bad, ClockCheck.Run(Built.AddYears(-3), Built).Health);
        Assert.Equal(Health.Good, ClockCheck.Run(Built.AddDays(3), Built).Health);
    }
}
