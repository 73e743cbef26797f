using System.Diagnostics;
using System.Net.Sockets;

namespace Clearswipe.Stories;

/// <summary>
/// A real program over a real disk that fills up: it takes no more, says so and ends; with room again it goes on from
/// what it kept. The other program lives through it.
/// </summary>
public sealed class FullDiskStories
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);

    [Theory]
    [InlineData("switch")]
    [InlineData("bank")]
    public async Task A_full_disk_ends_what_cannot_write_and_says_what_to_do(string part)
    {
        using var programs = await SamplePrograms.Start();
        var (data, program) = part == "switch"
            ? (programs.SwitchData, programs.Switch)
            : (programs.BankData, programs.Bank);
        await program.Kill();
        Assert.SkipUnless(Mount(data), "only root may mount a small disk");
        try
        {
            program = await Start(programs, part);
            Assert.True(await SellsAgain(programs));
            await Fill(data);
            await SellsUntilItEnds(programs, program);

            Assert.Equal(1, await program.End());
            Assert.Contains("The store could not make its writes durable", program.Said, StringComparison.Ordinal);
            Assert.Contains("No cards are taken. Look at the disk", program.Said, StringComparison.Ordinal);
            Assert.False((part == "switch" ? programs.Bank : programs.Switch).HasEnded);

            File.Delete(Filler(data));
            program = await Start(programs, part);
            Assert.True(await SellsAgain(programs));
        }
        finally
        {
            await Unmount(programs, data);
        }
    }

    private static async Task<ProgramRun> Start(SamplePrograms programs, string part)
    {
        await (part == "switch" ? programs.StartSwitch() : programs.StartBank());
        return part == "switch" ? programs.Switch : programs.Bank;
    }

    private static async Task SellsUntilItEnds(SamplePrograms programs, ProgramRun program)
    {
        for (var i = 0; i < 100 && !program.HasEnded; i++)
            try
            {
                await programs.Sells(Moment);
            }
            catch (Exception failure) when (failure is IOException or SocketException)
            {
                // The link of a switch that takes no more.
            }
    }

    // The switch dials the bank again in its own time.
    private static async Task<bool> SellsAgain(SamplePrograms programs)
    {
        for (var i = 0; i < 100; i++)
            if (await programs.Sells(Moment))
                return true;
        return false;
    }

    private static string Filler(string data) => Path.Combine(data, "filler");

    private static async Task Fill(string data)
    {
        await using var filler = new FileStream(
            Filler(data), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var sector = new byte[512];
        try
        {
            while (true)
                await filler.WriteAsync(sector);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static bool Mount(string folder) => Run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder);

    private static async Task Unmount(SamplePrograms programs, string folder)
    {
        foreach (var program in new[] { programs.Switch, programs.Bank })
            if (!program.HasEnded)
                await program.Kill();
        Assert.True(Run("umount", folder));
    }

    private static bool Run(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
