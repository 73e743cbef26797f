using System.Net;
using Clearswipe.Host.Load;

namespace Clearswipe.Stories;

/// <summary>The sample bank and the sample switch before it, each a program, and a load client's sales.</summary>
sealed class SamplePrograms : IDisposable
{
    private const string Said = "Listening on ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearswipe-sample-");

    private SamplePrograms()
    {
        Directory.CreateDirectory(BankData);
        Directory.CreateDirectory(SwitchData);
    }

    public ProgramRun Bank { get; private set; } = null!;

    public ProgramRun Switch { get; private set; } = null!;

    public IPEndPoint AtBank { get; private set; } = null!;

    /// <summary>The switch's door for an acquirer's host.</summary>
    public IPEndPoint AtHost { get; private set; } = null!;

    public string BankData => Path.Combine(_folder.FullName, "bank");

    public string SwitchData => Path.Combine(_folder.FullName, "switch");

    public static async Task<SamplePrograms> Start()
    {
        var programs = new SamplePrograms();
        SampleSetup.WriteTo(programs._folder.FullName);
        programs.Change("issuer.yaml", text => text + "listen: 127.0.0.1:0\n");
        try
        {
            await programs.StartBank();
            programs.Change("switch.yaml", text => text
                .Replace("here: issuer.yaml", $"host: {programs.AtBank}", StringComparison.Ordinal)
                .Replace(":9583", ":0", StringComparison.Ordinal));
            await programs.StartSwitch();
            return programs;
        }
        catch
        {
            // Whoever waits for it in vain has nothing to dispose of: no program may go on by itself.
            programs.Dispose();
            throw;
        }
    }

    /// <summary>Again at the same port, when it ran before.</summary>
    public async Task StartBank()
    {
        Bank?.Dispose();
        Bank = ProgramRun.Clearswipe(
            "issuer", "--config", FileOf("issuer.yaml"), "--port", $"{AtBank?.Port ?? 0}", "--data", BankData);
        AtBank = await Door(Bank, 0);
    }

    public async Task StartSwitch()
    {
        Switch?.Dispose();
        Switch = ProgramRun.Clearswipe(
            "switch", "--config", FileOf("switch.yaml"), "--port", "0", "--data", SwitchData);
        AtHost = await Door(Switch, 1);
        await IsSaid(Switch, $"Issuer bench: link {AtBank} is up");
    }

    /// <summary>Sales one after another for so long; true when each was approved.</summary>
    public async Task<bool> Sells(TimeSpan lasts)
    {
        var report = await new LoadClient(AtHost, SampleSetup.Purchase(), TimeProvider.System).Run(1, lasts);
        return report is { Answered: > 0, Refused: 0 };
    }

    public static Task IsSaid(ProgramRun program, string said) => HostileBench.Until(
        () => program.Said.Contains(said, StringComparison.Ordinal), $"the program says \"{said}\"");

    /// <summary>Where a program listens, at its first door or a later one.</summary>
    public static async Task<IPEndPoint> Door(ProgramRun program, int number)
    {
        string? said = null;
        await HostileBench.Until(
            () => program.HasEnded || (said = program.Lines
                .Where(line => line.StartsWith(Said, StringComparison.Ordinal)).ElementAtOrDefault(number)) is not null,
            "it listens");
        Assert.True(said is not null, program.Said);
        return IPEndPoint.Parse(said[Said.Length..].Split(' ')[0]);
    }

    public void Dispose()
    {
        Switch?.Dispose();
        Bank?.Dispose();
        _folder.Delete(recursive: true);
    }

    private string FileOf(string name) => Path.Combine(_folder.FullName, name);

    private void Change(string name, Func<string, string> change) =>
        File.WriteAllText(FileOf(name), change(File.ReadAllText(FileOf(name))));
}
