using Clearswipe.Store;

namespace Clearswipe.Tests.Lab.Shops;

/// <summary>An audit that finds nothing proves something only when it finds what is there.</summary>
public sealed class AuditTests : IDisposable
{
    private const string FourGuesses = """
        insert into authorisation (acquirer, terminal, trace, sent_at, at, rrn, token, amount, code)
        select acquirer, terminal, guess, sent_at, at + 1, rrn, token, amount, '55'
        from authorisation, (select '000091' as guess union select '000092' union select '000093' union select '000094')
        """;

    private readonly LabShop _lab = new();

    public AuditTests()
    {
        _lab.Sell("harbour-good");
        _lab.Wait(TimeSpan.FromMinutes(1));
    }

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void An_honest_shop_is_clean() => Assert.True(_lab.Shop.Audit().IsClean, $"{_lab.Shop.Audit()}");

    [Theory]
    [InlineData("update attempt set outcome = 'Refused'", "M1 one outcome")]
    [InlineData("update attempt set outcome = 'Refused'", "M2 no lost sale")]
    [InlineData("update attempt set approved = approved * 2", "M3 no double charge")]
    [InlineData("update attempt set outcome = 'Unknown'", "M14 everything closes")]
    [InlineData("update evidence set body = 'nothing happened' where number = 2", "M13 evidence is kept")]
    [InlineData("delete from evidence where number = 2", "M13 evidence is kept")]
    [InlineData("update attempt set code = '55', outcome = 'Refused'", "M8 no PIN verdict without evidence")]
    public void A_till_that_lies_is_found(string lie, string law) =>
        Assert.Contains(law, LawsBrokenAfter(_lab.Till.Station.Database, lie));

    [Theory]
    [InlineData("delete from authorisation", "M1 one outcome")]
    [InlineData("update authorisation set rrn = '000000000001'", "M4 unknown is reversed")]
    [InlineData("update authorisation set acknowledged = '00'", "M1 one outcome")]
    [InlineData("update card set balance = balance + 1", "M10 the books balance")]
    [InlineData("update ledger set fen = fen - 1 where fen < 0", "M10 the books balance")]
    [InlineData("update authorisation set amount = amount + 1", "M10 the books balance")]
    [InlineData(FourGuesses, "M7 tries are never lost")]
    public void A_bank_that_lies_is_found(string lie, string law) =>
        Assert.Contains(law, LawsBrokenAfter(_lab.Shop.Banks[0].Database, lie));

    [Theory]
    [InlineData("update attempt set state = 'Reversed'", "M1 one outcome")]
    [InlineData("update attempt set amount = amount + 1", "M1 one outcome")]
    [InlineData("update attempt set state = 'Reversing'", "M14 everything closes")]
    [InlineData("update attempt set state = 'Forwarded'", "M14 everything closes")]
    public void A_switch_that_lies_is_found(string lie, string law) =>
        Assert.Contains(law, LawsBrokenAfter(_lab.Shop.Provider.Database, lie));

    [Fact]
    public void A_card_number_in_the_log_of_a_simulated_disk_is_found()
    {
        using var lab = new LabShop(isOnDisks: true);
        var pan = lab.Shop.Card("rivergate-good").Model.Pan;
        lab.Kernel.Run(() => lab.Till.Station.Database.Write(session =>
            session.Execute("insert into counter (name, value) values (@pan, 1)", ("@pan", pan.Reveal()))));

        Assert.Contains(lab.Shop.Audit().Violations, violation => violation.Law == "M12 nothing secret is stored");
    }

    [Fact]
    public void A_card_number_on_any_disk_is_found()
    {
        var pan = _lab.Shop.Card("rivergate-good").Model.Pan;
        File.WriteAllText(Path.Combine(_lab.Folder, "notes.txt"), $"called about {pan.Reveal()} today");

        var violation = Assert.Single(_lab.Shop.Audit().Violations);
        Assert.Equal("M12 nothing secret is stored: the number of rivergate-good in notes.txt", violation.ToString());
    }

    [Fact]
    public void A_PIN_block_on_any_disk_is_found()
    {
        File.WriteAllBytes(Path.Combine(_lab.Folder, "dump.bin"), [1, 2, 3, .. _lab.Shop.Log.PinBlocks.All[0], 4]);
        Assert.Contains("M12 nothing secret is stored", Laws());
    }

    private List<string> LawsBrokenAfter(Database database, string sql)
    {
        _lab.Kernel.Run(() => database.Write(session => session.Execute(sql)));
        return Laws();
    }

    private List<string> Laws() => [.. _lab.Shop.Audit().Violations.Select(violation => violation.Law).Distinct()];
}
