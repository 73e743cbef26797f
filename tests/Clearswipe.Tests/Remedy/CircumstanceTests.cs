using Clearswipe.Remedy;
using Clearswipe.Vocabulary;
using static Clearswipe.Tests.Remedy.Sale;

namespace Clearswipe.Tests.Remedy;

/// <summary>What is known before anything was seen shifts the odds, and never more than the evidence does.</summary>
public sealed class CircumstanceTests
{
    private static double Of(string cause, Situation situation) =>
        situation.Counsel().Suspects.FirstOrDefault(suspect => suspect.Cause.Value == cause)?.Probability ?? 0;

    private static Situation Under(Situation situation, string name, string value) =>
        situation with { Circumstances = new Dictionary<string, string> { [name] = value } };

    [Fact]
    public void At_night_a_bank_that_is_away_is_more_likely_under_maintenance()
    {
        var night = Where(Answered("91")) with { Now = Noon.AddHours(-10) };
        Assert.True(Of("issuer-maintenance", night) > Of("issuer-maintenance", Where(Answered("91"))));
    }

    [Fact]
    public void A_new_cards_PIN_is_more_often_not_remembered() =>
        Assert.True(Of("pin-misremembered", Under(Where(Answered("55")), "card-age", "new"))
            > Of("pin-misremembered", Where(Answered("55"))));

    [Fact]
    public void What_the_fleet_says_enters_as_log_evidence()
    {
        var told = Where(Answered("91")) with
        {
            Leanings = new Dictionary<CauseId, double> { [new("issuer-failing")] = 6, [new("of-no-catalogue")] = 9 },
        };
        Assert.Equal("issuer-failing", told.Counsel().Cause());
    }

    [Fact]
    public void What_the_catalogue_does_not_list_changes_nothing() =>
        Assert.Equal(
            Of("pin-mistyped", Where(Answered("55"))),
            Of("pin-mistyped", Under(Under(Where(Answered("55")), "card-age", "purple"), "moon", "full")));

    [Fact]
    public void No_circumstance_makes_a_wrong_PIN_of_the_line() =>
        Assert.All(
            Clearswipe.Remedy.Catalogue.Book.Default.Circumstances.SelectMany(circumstance =>
                circumstance.Values.Keys.Select(value => Under(Where(Answered("55")), circumstance.Name, value))),
            situation => Assert.StartsWith("pin-", situation.Counsel().Cause()));
}
