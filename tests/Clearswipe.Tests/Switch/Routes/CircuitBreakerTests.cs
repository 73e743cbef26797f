using Clearswipe.Switch.Routes;

namespace Clearswipe.Tests.Switch.Routes;

public sealed class CircuitBreakerTests
{
    [Fact]
    public void It_trips_when_enough_sales_in_a_row_are_not_answered()
    {
        var breaker = new CircuitBreaker();
        for (var silence = 1; silence < CircuitBreaker.SilencesToTrip; silence++)
            Assert.False(breaker.Miss());
        Assert.Null(breaker.Rest);
        Assert.True(breaker.Miss());

        Assert.Equal(CircuitBreaker.FirstRest, breaker.Rest);
        // It is said once; what was under way already adds nothing.
        Assert.False(breaker.Miss());
    }

    [Fact]
    public void One_answer_begins_the_count_anew()
    {
        var breaker = new CircuitBreaker();
        for (var silence = 1; silence < CircuitBreaker.SilencesToTrip; silence++)
            breaker.Miss();
        breaker.Hear();

        Assert.False(breaker.Miss());
        Assert.Null(breaker.Rest);
    }

    [Fact]
    public void An_echo_closes_it_and_it_rests_longer_until_a_sale_is_answered()
    {
        var breaker = new CircuitBreaker();
        Trip(breaker);
        breaker.Close();
        Assert.Null(breaker.Rest);
        Trip(breaker);
        Assert.Equal(CircuitBreaker.FirstRest * 2, breaker.Rest);

        breaker.Close();
        breaker.Hear();
        Trip(breaker);
        Assert.Equal(CircuitBreaker.FirstRest, breaker.Rest);
    }

    [Fact]
    public void A_late_answer_to_an_older_sale_does_not_close_it()
    {
        var breaker = new CircuitBreaker();
        Trip(breaker);
        breaker.Hear();

        Assert.Equal(CircuitBreaker.FirstRest, breaker.Rest);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(4, 40)]
    [InlineData(5, 60)]
    [InlineData(int.MaxValue, 60)]
    public void No_rest_is_longer_than_a_minute(int trips, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), CircuitBreaker.RestAfter(trips));

    private static void Trip(CircuitBreaker breaker)
    {
        while (!breaker.Miss())
        {
            // The next silence.
        }
    }
}
