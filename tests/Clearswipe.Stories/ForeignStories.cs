using System.ComponentModel;
using Clearswipe.Host.Wiring;
using Clearswipe.Issuer;
using Clearswipe.Issuer.Cards;
using Clearswipe.Switch;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Settlements;

namespace Clearswipe.Stories;

/// <summary>A terminal of another make, in another language, knows the switch by its bytes alone, and sells.</summary>
public sealed class ForeignStories(ITestOutputHelper output) : IDisposable
{
    private const string Forgetful = "demagnetised";
    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-foreign-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_python_terminal_sells_voids_holds_refunds_settles_and_signs_off()
    {
        Assert.SkipUnless(await HasPython(), "python3 is not installed");
        using var @switch = ProgramRun.Clearswipe("switch", "--demo", "--port", "0", "--data", _folder);
        var address = (await @switch.Hear("Listening on "))?.Split(' ')[^1];
        Assert.True(address is not null, @switch.Said);

        using var terminal = ProgramRun.Start(
            "python3", Path.Combine(Repository.Root, "samples", "foreign-terminal", "terminal.py"), address);
        var code = await terminal.End();
        output.WriteLine(terminal.Said);
        Assert.True(code == 0, terminal.Said);
        await @switch.Kill();

        await JournalTellsTheSame();
        await CardIsLocked();
        NothingSecretIsLeft(@switch.Said + terminal.Said);
    }

    private static async Task<bool> HasPython()
    {
        try
        {
            using var python = ProgramRun.Start("python3", "--version");
            return await python.End() == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private async Task JournalTellsTheSame()
    {
        await using var database = SwitchNode.OpenDatabase(Path.Combine(_folder, "switch.db"));
        var attempts = database.Read(session => AttemptTable.Newest(session, 100)).Reverse().ToList();

        Assert.Equal(["00", "55", "55"], attempts.Take(3).Select(attempt => attempt.Code?.Value));
        Assert.Contains(attempts[3].Code?.Value, new[] { "55", "75" });
        Assert.Contains(attempts[4].Code?.Value, new[] { "75", "38" });
        Assert.Equal(
            ["00", "00", "00", "00", "22", "00", "00", "00"], attempts.Skip(5).Select(attempt => attempt.Code?.Value));
        Assert.All(attempts, attempt => Assert.Equal("10000002", attempt.Id.Terminal.Value));
        Assert.Equal(
            [
                "Sale ¥12.50", "Sale ¥88.00", "Balance ¥0.00", "Sale ¥30.00", "Void ¥30.00", "PreAuthorisation ¥100.00",
                "Completion ¥90.00", "Refund ¥2.50",
            ],
            from attempt in attempts
            where attempt.State == AttemptState.Approved
            select $"{attempt.Service} {attempt.Amount}");
        var day = attempts[0].Day;
        Assert.True(Assert.Single(SettlementView.Read(database, day).Batches).Totals.IsBalanced);
    }

    private async Task CardIsLocked()
    {
        await using var database = IssuerNode.OpenDatabase(Path.Combine(_folder, "issuer-rivergate.db"));
        var number = DemoBanks.Card(Forgetful)!.Pan.ToString();
        Assert.True(database.Read(CardTable.All).Single(card => card.Masked == number).IsLocked);
    }

    private void NothingSecretIsLeft(string said)
    {
        var cards = new[] { "orchard-good", Forgetful, "scratched" };
        // The PINs of the demo are few and plain; their digits alone prove nothing.
        var secrets = cards.SelectMany(card => SecrecyScan.Of(DemoBanks.Card(card)!));
        var scan = new SecrecyScan([.. secrets.Where(secret => secret.Text.Length > 6)]);
        Assert.Empty(scan.FindIn("what was said", said));
        foreach (var file in Directory.EnumerateFiles(_folder))
            Assert.Empty(scan.FindIn(file, File.ReadAllBytes(file)));
    }
}
