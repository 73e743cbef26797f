using Clearswipe.Remedy;
using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Remedy.Sale;

namespace Clearswipe.Tests.Remedy;

/// <summary>What the catalogue does not know is said, opens a case and is counted.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void A_code_in_no_table_is_said_to_be_unknown_and_opens_a_case()
    {
        var counsel = Where(Answered("7Q")).Counsel();
        Assert.Equal([new ResponseCode("7Q")], counsel.UnknownCodes);
        Assert.False(Advisor.Default.ExplainCode("cup-pos", "7Q").Single().IsKnown);
    }

    [Fact]
    public void A_code_that_is_listed_opens_none() => Assert.Empty(Where(Answered("55")).Counsel().UnknownCodes);

    [Fact]
    public void The_meter_counts_what_is_unknown()
    {
        var meter = new CoverageMeter(Advisor.Default);
        Assert.Equal(1, meter.Share);
        Assert.True(meter.Count(Situation.UsualCodes, new("55")));
        Assert.False(meter.Count(Situation.UsualCodes, new("7Q")));
        Assert.False(meter.Count(Situation.UsualCodes, new("7Q")));
        Assert.False(meter.Count("no-such-system", new("00")));
        Assert.Equal((4, 3, 0.25), (meter.Heard, meter.Unknown, meter.Share));
        Assert.Equal((Situation.UsualCodes, "7Q", 2), meter.Listed[0]);
    }

    [Fact]
    public void A_peer_that_answers_at_random_fills_no_memory()
    {
        var meter = new CoverageMeter(Advisor.Default);
        for (var i = 0; i < 3000; i++)
            meter.Count($"system-{i}", new("7Q"));
        Assert.Equal((3000, 1000), (meter.Unknown, meter.Listed.Count));
    }
}
