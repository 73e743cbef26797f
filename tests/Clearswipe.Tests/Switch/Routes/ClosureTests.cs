using System.Globalization;
using Clearswipe.Switch.Routes;

namespace Clearswipe.Tests.Switch.Routes;

public sealed class ClosureTests
{
    [Theory]
    [InlineData("02:00", "04:00", "2026-03-02T01:59:59", "2026-03-02T02:00", "2026-03-02T04:00")]
    [InlineData("02:00", "04:00", "2026-03-02T03:59:59", "2026-03-02T02:00", "2026-03-02T04:00")]
    [InlineData("02:00", "04:00", "2026-03-02T04:00", "2026-03-03T02:00", "2026-03-03T04:00")]
    [InlineData("23:30", "01:00", "2026-03-02T00:30", "2026-03-01T23:30", "2026-03-02T01:00")]
    [InlineData("23:30", "01:00", "2026-03-02T01:00", "2026-03-02T23:30", "2026-03-03T01:00")]
    [InlineData("00:00", "23:59", "2026-12-31T23:59", "2027-01-01T00:00", "2027-01-01T23:59")]
    public void A_daily_one_goes_by_the_local_clock_and_over_midnight(
        string from, string until, string now, string begins, string ends)
    {
        var closure = new Closure.Daily(
            TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(until, CultureInfo.InvariantCulture));

        Assert.Equal((Local(begins), Local(ends)), closure.Next(Local(now)));
    }

    [Fact]
    public void One_that_comes_once_is_over_for_ever()
    {
        var (from, until) = (Local("2026-03-02T02:00"), Local("2026-03-02T04:00"));
        var closure = new Closure.Once(from, until);

        Assert.Equal((from, until), closure.Next(from.AddDays(-1)));
        Assert.Equal((from, until), closure.Next(until.AddTicks(-1)));
        Assert.Null(closure.Next(until));
        // A moment is the same whatever the offset that it is written with.
        Assert.Null(closure.Next(until.ToOffset(TimeSpan.Zero)));
    }

    private static DateTimeOffset Local(string at) =>
        DateTimeOffset.Parse(at + "+08:00", CultureInfo.InvariantCulture);
}
