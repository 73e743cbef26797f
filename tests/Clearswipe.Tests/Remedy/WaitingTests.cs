using Clearswipe.Remedy.Advice;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Remedy.Sale;

namespace Clearswipe.Tests.Remedy;

/// <summary>Waiting is weighed against going round now, by how long such outages last.</summary>
public sealed class WaitingTests
{
    [Fact]
    public void Half_of_the_outages_have_ended_after_the_median() =>
        Assert.Equal(0.5, new Outage(600, 1.5).EndsWithin(600, 0), 1e-12);

    [Fact]
    public void The_longer_it_has_lasted_the_longer_it_will()
    {
        var outage = new Outage(600, 1);
        Assert.True(outage.EndsWithin(300, 3600) < outage.EndsWithin(300, 60));
    }

    [Fact]
    public void A_day_change_is_waited_for_where_nothing_else_takes_the_money()
    {
        var counsel = (Where(Answered("90")) with { Possible = Only(StepKind.Park) }).Counsel();
        Assert.Equal(StepKind.Park, counsel.Next.Kind);
        Assert.InRange(counsel.Next.Waits, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(30));
    }

    [Fact]
    public void A_bank_that_fails_for_an_hour_is_gone_round() =>
        Assert.NotEqual(StepKind.Park, Where(Answered("91"), at => new Observation.IssuerFailing(at, Harbour)).Counsel()
            .Next.Kind);

    [Fact]
    public void A_sale_can_be_parked_until_an_announced_end_however_far()
    {
        var counsel = Where(
            at => new Observation.IssuerInMaintenance(at, Harbour, Noon.AddHours(5)), Answered("91")).Counsel();
        Assert.Contains(counsel.Otherwise, step => step.Kind == StepKind.Park);
    }

    [Fact]
    public void Customers_leave_one_by_one()
    {
        Assert.Equal(1 - Math.Exp(-1), Patience.Left(600, 600), 1e-12);
        Assert.True(Patience.Price(20) > 20);
    }

    private static HashSet<StepKind> Only(params StepKind[] kinds) => [.. kinds];
}
