using Clearswipe.Lab.Trials.Worlds;

namespace Clearswipe.Tests.Lab.Trials;

public sealed class TrialWorldTests
{
    public static TheoryData<string> Samples =>
    [
        .. from file in Directory.GetFiles(Path.Combine(House.House.Root, "samples", "worlds"), "*.yaml")
           select Path.GetFileName(file),
    ];

    [Theory, MemberData(nameof(Samples))]
    public void Every_sample_can_be_read_and_is_called_as_its_file(string file)
    {
        var text = File.ReadAllText(Path.Combine(House.House.Root, "samples", "worlds", file));

        Assert.True(TrialWorld.IsTrial(text));
        var world = TrialWorld.Read(text, file, out var fault);
        Assert.Null(fault);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), world!.Name);
    }

    [Fact]
    public void The_counter_knows_every_fault() =>
        Assert.Equal(
            Enum.GetValues<FaultKind>(), TrialWorld.Find("counter").Faults.Select(fault => fault.Kind).Order());

    [Fact]
    public void What_a_file_does_not_say_is_as_in_the_other_world()
    {
        var world = TrialWorld.Read(Small("people: { cash: 0.9 }"), "small.yaml", out _)!;

        Assert.Equal(0.9, world.People.Cash);
        Assert.Equal(TrialWorld.Find("counter").People.Wallet, world.People.Wallet);
        Assert.Single(world.Faults);
    }

    [Theory]
    [InlineData("colour: red", "nobody knows the key \"colour\"")]
    [InlineData("people: { cash: 2 }", "\"cash\" is no share between 0 and 1")]
    [InlineData("people: { money: 1 }", "nobody knows the key \"money\"")]
    [InlineData("counter: { neighbours: -1 }", "\"neighbours\" is no number from 0 up")]
    [InlineData("costs: { pay-cash: 0s }", "\"pay-cash\" is above zero")]
    [InlineData("costs: { pay-cash: long }", "\"pay-cash\" is no time span")]
    [InlineData("costs: { dance: 5s }", "nobody knows the key \"dance\"")]
    [InlineData("dialect: { funds: { \"00\": 1 } }", "\"00\" is no code of two letters or digits that refuses")]
    [InlineData("dialect: { funds: { \"511\": 1 } }", "\"511\" is no code of two letters or digits that refuses")]
    [InlineData("dialect: { funds: { \"51\": 0 } }", "\"funds\" is names with weights above zero")]
    [InlineData("dialect: { fun: { \"51\": 1 } }", "nobody knows the key \"fun\"")]
    [InlineData("held-back: [moon]", "no fault is of the family \"moon\"")]
    [InlineData("start: soon", "\"start\" is no moment")]
    [InlineData("every: 0s", "\"every\" is above zero")]
    public void A_malformed_file_is_refused_with_its_line(string key, string reason)
    {
        Assert.Null(TrialWorld.Read(Small(key), "bad.yaml", out var fault));
        Assert.StartsWith(reason, fault!.Reason, StringComparison.Ordinal);
        Assert.Equal("bad.yaml", fault.File);
        Assert.Equal(6, fault.Line);
    }

    [Theory]
    [InlineData("{ family: a, rate: 1 }", "\"fault\" is missing")]
    [InlineData("{ fault: gremlin, family: a, rate: 1 }", "\"fault\" is one of stripe-demagnetised")]
    [InlineData("{ fault: funds, rate: 1 }", "\"family\" is missing")]
    [InlineData("{ fault: funds, family: a }", "\"rate\" is missing or not above zero")]
    [InlineData("{ fault: funds, family: a, rate: much }", "\"rate\" is no number from 0 up")]
    [InlineData("{ fault: funds, family: a, rate: 1, size: 3 }", "nobody knows the key \"size\"")]
    public void A_malformed_fault_is_refused_with_its_line(string fault, string reason)
    {
        Assert.Null(TrialWorld.Read(Small("", fault), "bad.yaml", out var found));
        Assert.StartsWith(reason, found!.Reason, StringComparison.Ordinal);
        Assert.Equal(5, found.Line);
    }

    [Fact]
    public void A_file_that_breaks_off_is_refused() =>
        Assert.Multiple(
            () => Assert.Null(TrialWorld.Read("trial: x\nfaults: [", "half.yaml", out _)),
            () => Assert.Null(TrialWorld.Read("trial: x\nlike: moon\nabout: { zh: x, en: x }", "like.yaml", out _)),
            () => Assert.Null(TrialWorld.Read("trial: x\nabout: { zh: x, en: x }", "alone.yaml", out _)));

    private static string Small(string key, string fault = "{ fault: funds, family: account, rate: 1 }") =>
        $$"""
        trial: small
        like: counter
        about: { zh: 小, en: small }
        faults:
          - {{fault}}
        {{key}}
        {{(key.StartsWith("held-back", StringComparison.Ordinal) ? "" : "held-back: []")}}
        """;
}
