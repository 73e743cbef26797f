using Clearswipe.Lab.Links;
using Clearswipe.Lab.Shops;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Screens;

/// <summary>A position of a line's switch on the bench, over what the line usually is.</summary>
sealed record LineTrouble(Bilingual Name, Func<LineFaults, LineFaults> On)
{
    public static readonly Bilingual NextAnswerLost = new("丢下一个应答", "Lose the next answer");

    public static readonly LineTrouble Well = new(new("正常", "Well"), usual => usual);

    public static readonly LineTrouble Down =
        new(new("网线拔掉", "Unplugged"), usual => usual with { BrokenHop = Hop.Gateway });

    public static readonly LineTrouble BlackHole =
        new(new("有去无回", "Black hole"), usual => usual with { Back = usual.Back with { IsBlackHole = true } });

    public static readonly LineTrouble Slow = new(
        new("慢 4 秒", "4 s slow"), usual => usual with { Back = usual.Back with { Delay = TimeSpan.FromSeconds(4) } });

    public static readonly LineTrouble Lossy = new(
        new("丢包三成", "30 % lost"),
        usual => usual with { Out = usual.Out with { Loss = 0.3 }, Back = usual.Back with { Loss = 0.3 } });

    public static readonly IReadOnlyList<LineTrouble> All = [Well, Down, BlackHole, Slow, Lossy];

    public static LineFaults UsualOf(Shop shop, FaultLine line) =>
        shop.World.Lines.First(model => model.Name == line.Name).Usual;

    public static void LoseNextAnswer(FaultLine line) => line.Next(Way.Back, new Mishap.Lost { Type = "0210" });

    public bool IsOn(Shop shop, FaultLine line) => line.Faults == On(UsualOf(shop, line));

    public void TurnOn(Shop shop, FaultLine line)
    {
        line.Faults = On(UsualOf(shop, line));
        if (line.Faults.BrokenHop != Hop.None)
            line.Cut();
    }
}
