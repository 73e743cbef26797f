using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Lab.Worlds;

public sealed class WorldTests
{
    public static TheoryData<string> Names => [.. World.Embedded];

    [Theory, MemberData(nameof(Names))]
    public void Every_world_that_comes_with_the_program_can_be_read(string name) =>
        Assert.Equal(name, World.Find(name).Name);

    [Fact]
    public void The_demo_has_a_wallet_with_every_trouble()
    {
        var world = World.Find("demo");

        Assert.Equal(3, world.Issuers.Count);
        Assert.True(world.Cards.Count >= 15);
        Assert.Equal(2, world.Tills.Count);
        Assert.All(world.Cards, card => Assert.True(card.Pan.PassesLuhn));
    }

    [Theory]
    [InlineData("world: x\nabout: { zh: x }", 2, "\"en\" is missing")]
    [InlineData("- a list", 1, "a world is one mapping of keys")]
    [InlineData("world: x\nabout: [1, 2]", 2, "\"about\" is a mapping of keys")]
    public void A_bad_file_is_refused_with_its_line(string text, long line, string reason)
    {
        Assert.Null(World.Read(text, "bad.yaml", out var fault));
        Assert.Equal("bad.yaml", fault!.File);
        Assert.Equal(line, fault.Line);
        Assert.Equal(reason, fault.Reason);
    }

    [Theory]
    [InlineData("chip: blocked", "\"chip\" is one of good, none, dirty, silent")]
    [InlineData("colour: red", "nobody knows the key \"colour\"")]
    [InlineData("balance: much", "\"balance\" is no amount in yuan")]
    [InlineData("contactless: perhaps", "\"contactless\" is yes or no")]
    [InlineData("expiry: \"30123\"", "\"expiry\" has 4 digits")]
    [InlineData("issuer: nobody", "there is no issuer \"nobody\"")]
    public void A_bad_card_is_named_with_its_line(string key, string reason)
    {
        var text = WithCard(key);
        Assert.Null(World.Read(text, "cards.yaml", out var fault));
        Assert.StartsWith(reason, fault!.Reason, StringComparison.Ordinal);
        var line = Array.FindIndex(text.Split('\n'), line => line.Contains(key, StringComparison.Ordinal));
        Assert.Equal(1 + line, fault.Line);
    }

    [Fact]
    public void Old_software_and_a_till_that_nobody_was_told_of_can_be_had()
    {
        const string text = """
            like: demo
            world: old
            about: { zh: x, en: x }
            oldest-software: 0.2.0
            tills:
              - { terminal: "10000001", lines: [ethernet], software: 0.1.9, registered: no }
              - { terminal: "10000002", lines: [ethernet] }
            """;

        var world = World.Read(text, "old.yaml", out var fault);
        Assert.Null(fault);
        Assert.Equal(("0.2.0", "0.1.9"), (world!.OldestSoftware, world.Tills[0].SoftwareVersion));
        Assert.Equal([false, true], world.Tills.Select(till => till.IsRegistered));

        Assert.Null(World.Read(text.Replace("0.2.0", "new"), "old.yaml", out fault));
        Assert.Contains("no version", fault!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bank_with_a_real_prefix_is_refused()
    {
        Assert.Null(World.Read(WithCard("pin: \"123456\"").Replace("999901", "622202"), "real.yaml", out var fault));
        Assert.Contains("9999", fault!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_world_is_read_whole()
    {
        var world = World.Read(WithCard("balance: 12.50"), "small.yaml", out var fault);

        Assert.Null(fault);
        Assert.Equal(Money.Fen(1250), Assert.Single(world!.Cards).Balance);
        Assert.IsType<Twist.LineIs>(Assert.Single(world.Timeline));
    }

    private static string WithCard(string key) =>
        $$"""
        world: small
        about: { zh: 小, en: small }
        start: 2026-03-02T09:00:00+08:00
        merchant: { id: "999000000000001", name: { zh: 店, en: shop } }
        lines:
          - name: ethernet
        tills:
          - { terminal: "10000001", lines: [ethernet] }
        issuers:
          - { id: harbour, bin: "999901", name: { zh: 港, en: H }, telephone: "1", hours: { zh: 全, en: all } }
        timeline:
          - { at: 5s, line: ethernet, broken: gateway }
        cards:
          - name: one
            title: { zh: 一, en: one }
            account: 1
            {{(key.StartsWith("issuer", StringComparison.Ordinal) ? "" : "issuer: harbour\n    ")}}{{key}}
        """;
}
