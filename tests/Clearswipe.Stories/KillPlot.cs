using Clearswipe.Lab.Links;
using Clearswipe.Lab.People;
using Clearswipe.Lab.Shops;
using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories;

/// <summary>A sale of which every point is tried as the point of a crash.</summary>
sealed record KillPlot(string Name, PinHabit Habit, Action<Shop> Prepare)
{
    public const string Card = "first";
    public const string NextCard = "next";
    public const string Bank = "bank";
    public const string Line = "wire";
    public static readonly Money Amount = Money.Fen(1250);

    public static readonly KillPlot Paid = new("a good card pays", PinHabit.KnowsIt, _ => { });

    public static readonly KillPlot WrongPin =
        new("a PIN is mistyped, then right", PinHabit.MistypesOnce, _ => { });

    public static readonly KillPlot AnswerLost = new(
        "the answer is lost on its way to the till", PinHabit.KnowsIt,
        shop => shop.Line(Line).Next(Way.Back, new Mishap.Lost { Type = "0210" }));

    public static readonly KillPlot BankSilent = new(
        "the bank's approval is lost on its way to the switch", PinHabit.KnowsIt,
        shop => shop.Line(Bank).Next(Way.Back, new Mishap.Lost { Type = "0210" }));

    /// <summary>One till, one line, one bank: the smallest shop that can lose money.</summary>
    public static World World { get; } = World.Read(Text, "kill.yaml", out var fault)
        ?? throw new InvariantException($"{fault}");

    public const string Text = """
        world: kill
        about: { zh: 一台终端，一家银行, en: "one till, one bank" }
        seed: 77
        start: 2026-03-02T09:00:00+08:00
        merchant: { id: "999000000000001", name: { zh: 试验店, en: Test Shop } }
        lines:
          - { name: wire }
        tills:
          - { terminal: "10000001", lines: [wire] }
        issuers:
          - id: bank
            bin: "999901"
            name: { zh: 海港银行（虚构）, en: Harbour Bank (invented) }
            telephone: "000-555-0101"
            hours: { zh: 全天, en: at any hour }
        cards:
          - { name: first, title: { zh: 卡, en: A card }, issuer: bank, account: 1 }
          - { name: next, title: { zh: 下一张, en: The next one }, issuer: bank, account: 2, pin: "246801" }
        """;

    public override string ToString() => Name;
}
