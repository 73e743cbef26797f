using Clearswipe.Issuer;
using Clearswipe.Issuer.Authorisations;
using Clearswipe.Lab.Shops;
using Clearswipe.Switch;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>
/// Real processes, real TCP, real files and kill -9: whatever dies when, the three sets of books agree in the end.
/// </summary>
public sealed class KillProcessStories(ITestOutputHelper output) : IDisposable
{
    private const string Terminal = "10000001";
    private const int Rounds = 9;
    private static readonly string[] Moments = ["Starting", "Idle", "AwaitingCard", "Reading", "Sending", "Paid"];
    private static readonly string[] MomentsOfSale = ["AwaitingCard", "Reading", "Sending"];

    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-killed-").FullName;
    private readonly List<string> _shownPaid = [];
    private ProgramRun? _switch;
    private string _address = "";

    public void Dispose()
    {
        _switch?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Killed_again_and_again_till_switch_and_bank_agree_to_the_fen()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var chance = new Random(seed);
        await StartSwitch("0");
        for (var round = 0; round < Rounds; round++)
        {
            using var till = Till("--sell", $"{round + 1}.25", "--by", "tap");
            var victim = round < Moments.Length ? "till" : "switch";
            var moment = victim == "till" ? Moments[round] : chance.GetItems(MomentsOfSale, 1)[0];
            var wasHeard = await till.Hear(moment) is not null;
            await Task.Delay(chance.Next(30));
            if (victim == "switch")
                await KillSwitch(till);
            else
                await till.Kill();
            _shownPaid.AddRange(
                from line in till.Lines
                where line.StartsWith("Paid", StringComparison.Ordinal)
                select line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
            output.WriteLine($"round {round}: the {victim} was killed at {moment}{(wasHeard ? "" : " (not reached)")}");
        }

        using (var last = Till())
            Assert.True(await last.End() == 0 && await last.Hear("Nothing is open") is not null, last.Said);
        await _switch!.Kill();
        await BooksAgree();
    }

    private ProgramRun Till(params string[] arguments) => ProgramRun.Clearswipe(
        ["till", "--switch", _address, "--terminal", Terminal, "--data", Path.Combine(_folder, "till"), .. arguments]);

    // The till goes on talking: its switch comes back at the same address, and the sale comes to an end by itself.
    private async Task KillSwitch(ProgramRun till)
    {
        await _switch!.Kill();
        await StartSwitch(_address[(_address.LastIndexOf(':') + 1)..]);
        await till.End();
    }

    private async Task StartSwitch(string port)
    {
        const string listening = "Listening on ";
        var data = Path.Combine(_folder, "switch");
        _switch = ProgramRun.Clearswipe("switch", "--demo", "--port", port, "--data", data);
        var line = await _switch.Hear(listening);
        Assert.True(line is not null, _switch.Said);
        _address = line[listening.Length..];
    }

    private async Task BooksAgree()
    {
        await using var till = Counter.Sales.Till.OpenDatabase(Path.Combine(_folder, "till", "till.db"));
        await using var @switch = SwitchNode.OpenDatabase(Path.Combine(_folder, "switch", "switch.db"));
        await using var bank = IssuerNode.OpenDatabase(Path.Combine(_folder, "switch", "issuer-harbour.db"));
        var charges = TillBooks.Charges(till, new TerminalId(Terminal));
        var attempts = @switch.Read(session => AttemptTable.Newest(session, 1000));
        var debits = bank.Read(session => AuthorisationTable.Newest(session, 1000))
            .Where(done => done.Debit.IsPositive).ToList();
        var sales = TillBooks.Sales(till);
        output.WriteLine($"{sales.Count} sales, {charges.Count} charges, {debits.Count} paid");

        var approved = attempts.Where(attempt => attempt.State == AttemptState.Approved).ToList();
        var sold = charges.Where(charge => charge.IsCharged).ToList();
        Assert.Equal(
            sold.Select(charge => $"{charge.Attempt} {charge.Amount}").Order(),
            approved.Select(attempt => $"{attempt.Id} {attempt.Amount}").Order());
        Assert.Equal(
            approved.Select(attempt => $"{attempt.Rrn} {attempt.Amount}").Order(),
            debits.Select(debit => $"{debit.Rrn} {debit.Debit}").Order());
        Assert.DoesNotContain(charges, charge => charge.IsUnknown);
        Assert.DoesNotContain(
            attempts, attempt => attempt.State is AttemptState.Forwarded or AttemptState.Reversing);
        Assert.DoesNotContain(sales, sale => sale.IsOpen);
        // One charge for each sale that ended paid, and what a screen said before the kill stands in the journal.
        var paid = sales.Where(sale => sale.IsPaid).ToList();
        Assert.Equal(
            paid.Select(sale => $"{sale.Id} {sale.Amount}").Order(),
            sold.Select(charge => $"{charge.Sale} {charge.Amount}").Order());
        Assert.Empty(_shownPaid.Except(paid.Select(sale => sale.Amount.ToString())));
    }
}
