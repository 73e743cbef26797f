using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Screens;
using Clearswipe.Tests.Lab.Shops;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Lab.Screens;

/// <summary>One click sets the bench up: a sale waits for the card, and nothing of the last trial is left.</summary>
public sealed class TryThisTests : IDisposable
{
    private readonly LabShop _lab = new();

    public static TheoryData<int> Trials => [.. Enumerable.Range(0, TryThis.All.Count)];

    public void Dispose() => _lab.Dispose();

    [Theory, MemberData(nameof(Trials))]
    public void Each_trial_begins_with_a_sale_that_waits_for_its_card(int trial)
    {
        Begin(TryThis.All[trial]);

        Assert.Equal(TillPhase.AwaitingCard, _lab.Till.Till.View.Phase);
        Assert.NotNull(_lab.Shop.Card(TryThis.All[trial].Card));
    }

    [Fact]
    public void A_bank_that_closes_is_known_at_the_counter_before_the_card_comes()
    {
        Begin(Named("Bank maintenance"));

        Assert.IsType<Notice.Maintenance>(Assert.Single(_lab.Till.Till.View.Notices));
    }

    [Fact]
    public void The_next_trial_knows_nothing_of_the_last_one()
    {
        Begin(Named("Bank maintenance"));
        Begin(Named("Paper out"));
        Begin(Named("Dirty chip"));

        Assert.Equal(TillPhase.AwaitingCard, _lab.Till.Till.View.Phase);
        Assert.Empty(_lab.Till.Till.View.Notices);
        Assert.Equal(PrinterState.Ready, _lab.Till.Till.View.Printer);
    }

    [Fact]
    public void A_card_that_fails_every_time_does_not_make_the_reader_look_dirty_in_the_next_trial()
    {
        for (var time = 0; time < 3; time++)
        {
            Begin(Named("Demagnetised card"));
            _lab.Kernel.Run(() => Task.FromResult(
                _lab.Till.Reader.Present(_lab.Shop.Card("demagnetised-with-chip"), ReadMethod.Swipe)));
            _lab.Wait(TimeSpan.FromSeconds(5));
        }

        Assert.Equal("stripe-demagnetised", _lab.Till.Till.View.Counsel?.Suspects[0].Cause.Value);
    }

    [Fact]
    public void Trouble_goes_to_the_line_in_use()
    {
        Begin(Named("Dead link"));

        Assert.Equal(Hop.Gateway, _lab.Till.Lines[0].Faults.BrokenHop);
        Assert.Equal(Hop.None, _lab.Till.Lines[1].Faults.BrokenHop);
    }

    private static TryThis Named(string name) => TryThis.All.Single(one => one.Name.En == name);

    private void Begin(TryThis one)
    {
        _lab.Kernel.Run(() => one.Begin(_lab.Shop, _lab.Till, _lab.Kernel.Time));
        _lab.Wait(TimeSpan.FromSeconds(1));
    }
}
