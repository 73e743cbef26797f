using Clearswipe.Lab.Shops;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>
/// No crash is sampled here, each is tried: at every durable commit and every message of a sale, the till, the switch
/// or the bank is killed, started again from its file, and held to the invariants M1 to M14.
/// </summary>
public abstract class KillStories(ITestOutputHelper output)
{
    // The times that a process stays dead differ: shorter than a redial, than the waits, and longer than all.
    private static readonly TimeSpan[] Dead =
        [TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(70)];

    // Echo, redial, look-ups and the longest pause between two reversals, several times over (M14 allows ten minutes).
    private static readonly TimeSpan Settles = TimeSpan.FromMinutes(6);

    private protected void Killed_at_every_point(KillPlot plot)
    {
        var points = PointsOf(plot);
        var crashes = 0;
        foreach (var process in KillShop.Processes)
        {
            foreach (var @event in points.SelectMany(point => Moments(point, process)).Distinct())
                Survives(plot, process, @event, Dead[crashes++ % Dead.Length], points);
        }

        output.WriteLine($"{plot}: {points.Count} points, {crashes} crashes survived");
    }

    // Just before what a process does itself, it holds what is lost with it: a queued write, a message in its hand.
    private static long[] Moments(KillPoint point, string process) =>
        point.Process == process ? [point.Event - 1, point.Event] : [point.Event];

    private static IReadOnlyList<KillPoint> PointsOf(KillPlot plot)
    {
        using var whole = new KillShop(plot);
        whole.RunToEnd();
        Assert.True(whole.Points.Count > 10, "a sale has more points than that");
        return [.. whole.Points];
    }

    private static void Survives(
        KillPlot plot, string process, long @event, TimeSpan dead, IReadOnlyList<KillPoint> points)
    {
        using var shop = new KillShop(plot);
        shop.RunTo(@event);
        var before = string.Join('\n', points.TakeWhile(point => point.Event <= @event).Select(point => point.What));
        var where = $"{plot}: {process} was killed for {dead} at event {@event}, after\n{before}\n";
        try
        {
            shop.Kill(process);
            shop.Wait(dead);
            shop.Restart(process);
            shop.RunToEnd();
            shop.Wait(Settles);
            Assert.Equal("", SureEnd(shop));
            var next = shop.SellToNext();
            Assert.True(next.IsPaid, $"the next customer: {next}");
            Assert.Equal("", string.Join('\n', shop.Shop.Audit().Violations));
        }
        catch (Exception wrong)
        {
            Assert.Fail(where + wrong);
        }
    }

    private static string SureEnd(KillShop shop)
    {
        var sales = TillBooks.Sales(shop.Shop.Tills[0].Station.Database);
        var card = shop.Shop.Card(KillPlot.Card).Model;
        var account = shop.Shop.Issuers[0].Cards().Single(account => account.Masked == card.Pan.ToString());
        var debited = card.Balance - account.Balance;
        var paid = Money.Fen(sales.Where(sale => sale.State == "Paid").Sum(sale => sale.Amount.MinorUnits));
        return
            sales.Count > 1 ? "M1: one sale became several"
            : sales.Any(sale => sale.IsOpen) ? $"M1: the sale has no end, it is {sales[0].State}"
            : debited != paid ? $"M1: the till sold {paid} by card, the card paid {debited}"
            : shop.Shop.Tills[0].Till.View.OpenReversals.Count > 0 ? "M14: a reversal is open"
            : Tries(shop) != account.TriesLeft ? $"M7: {account.TriesLeft} tries are left, not {Tries(shop)}"
            : shop.WrongPinsSaid.Except(WrongPins(shop)).Any() ? "M7: a wrong PIN was said and forgotten"
            : "";
    }

    private static IEnumerable<string> WrongPins(KillShop shop) =>
        from done in shop.Authorisations where done.Code == ResponseCode.WrongPin select done.Rrn;

    private static int Tries(KillShop shop) => shop.Authorisations.Aggregate(
        Limits.PinTriesAllowed,
        (left, done) => done.Code == ResponseCode.WrongPin ? left - 1
            : done.Code.IsApproval ? Limits.PinTriesAllowed
            : left);
}

/// <summary>Crashes at every point of a sale that a good card pays.</summary>
public sealed class KillPaidStories(ITestOutputHelper output) : KillStories(output)
{
    [Fact]
    public void A_paid_sale_survives_every_crash() => Killed_at_every_point(KillPlot.Paid);
}

/// <summary>Crashes at every point of a sale in which a PIN is mistyped.</summary>
public sealed class KillWrongPinStories(ITestOutputHelper output) : KillStories(output)
{
    [Fact]
    public void A_wrong_PIN_is_counted_through_every_crash() => Killed_at_every_point(KillPlot.WrongPin);
}

/// <summary>Crashes at every point of a sale whose answer the till never hears.</summary>
public sealed class KillLostAnswerStories(ITestOutputHelper output) : KillStories(output)
{
    [Fact]
    public void A_lost_answer_is_settled_through_every_crash() => Killed_at_every_point(KillPlot.AnswerLost);
}

/// <summary>Crashes at every point of a sale whose approval the switch never hears.</summary>
public sealed class KillReversalStories(ITestOutputHelper output) : KillStories(output)
{
    [Fact]
    public void A_reversal_is_finished_through_every_crash() => Killed_at_every_point(KillPlot.BankSilent);
}
