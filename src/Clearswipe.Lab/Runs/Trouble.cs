using Clearswipe.Lab.Links;
using Clearswipe.Lab.Shops;
using Clearswipe.Lab.Time;
using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Runs;

/// <summary>One kind of thing that goes wrong in a random run: how often, and what it does to the shop.</summary>
sealed record Trouble(string Name, double Rate, Func<Shop, SeededChance, Task> Begin)
{
    private static readonly Hop[] Hops = [Hop.Radio, Hop.Gateway, Hop.Name, Hop.Connect, Hop.Tls];
    private static readonly PrinterState[] PrinterFaults =
        [PrinterState.LidOpen, PrinterState.HeadHot, PrinterState.CutterJammed, PrinterState.Silent];

    private static readonly TimeSpan DownFor = TimeSpan.FromSeconds(20);

    public static IReadOnlyList<Trouble> Of(Rates rates) =>
    [
        new("line-down", rates.LineDown, At((shop, chance) => Break(MainLine(shop), chance.Pick(Hops)))),
        new("answer-lost", rates.AnswerLost, Meets(Way.Back, new Mishap.Lost { Type = "0210" })),
        new("request-lost", rates.RequestLost, Meets(Way.Out, new Mishap.Lost { Type = "0200" })),
        new("answer-late", rates.AnswerLate, Meets(Way.Back, new Mishap.Late(Limits.TillAwaitsSwitch * 1.5)
        {
            Type = "0210",
        })),
        new("request-doubled", rates.MessageDoubled, Meets(Way.Out, new Mishap.Doubled { Type = "0200" })),
        new("answer-doubled", rates.MessageDoubled, Meets(Way.Back, new Mishap.Doubled { Type = "0210" })),
        new("request-garbled", rates.BitFlipped, Meets(Way.Out, new Mishap.BitFlipped { Type = "0200" })),
        new("answer-garbled", rates.BitFlipped, Meets(Way.Back, new Mishap.BitFlipped { Type = "0210" })),
        new("line-cut", rates.LineCut, Meets(Way.Out, new Mishap.CutAfter { Type = "0200" })),
        new("bank-down", rates.IssuerDown, At((shop, chance) => Break(chance.Pick(shop.BankLines), Hop.Connect))),
        new("bank-silent", rates.IssuerDown, At((shop, chance) =>
            chance.Pick(shop.BankLines).Next(Way.Back, new Mishap.Lost { Type = "0210" }))),
        new("reader-dirty", rates.ReaderDirty, At((shop, chance) => Dirty(shop.Tills[0], chance))),
        new("key-stuck", rates.KeypadStuck, At((shop, chance) => shop.Tills[0].Keypad.StuckKey = Digit(chance))),
        new("key-covered", rates.KeyCovered, At((shop, chance) => shop.Tills[0].Keypad.CoveredKey = Digit(chance))),
        new("keys-lost", rates.KeysLost, At((shop, _) => shop.Tills[0].Keypad.LoseKeys())),
        new("paper-out", rates.PaperOut, At((shop, chance) => shop.Tills[0].Printer.LinesLeft = chance.Below(20))),
        new("printer-fault", rates.PrinterFault, At((shop, chance) =>
            shop.Tills[0].Printer.Fault = chance.Pick(PrinterFaults))),
        new("till-killed", rates.TillKilled, (shop, chance) => KillOnce(shop, shop.Tills[0].Name, chance)),
        new("switch-killed", rates.SwitchKilled, (shop, chance) => KillOnce(shop, "switch", chance)),
        new("bank-killed", rates.IssuerKilled, (shop, chance) =>
            KillOnce(shop, chance.Pick(shop.BankLines).Name, chance)),
    ];

    private static Func<Shop, SeededChance, Task> At(Action<Shop, SeededChance> happens) => (shop, chance) =>
    {
        happens(shop, chance);
        return Task.CompletedTask;
    };

    private static Func<Shop, SeededChance, Task> Meets(Way way, Mishap mishap) =>
        At((shop, _) => MainLine(shop).Next(way, mishap));

    private static FaultLine MainLine(Shop shop) => shop.Tills[0].Lines[0];

    private static void Break(FaultLine line, Hop hop)
    {
        line.Faults = line.Faults with { BrokenHop = hop };
        line.Cut();
    }

    private static void Dirty(LabTill till, SeededChance chance)
    {
        if (chance.Happens(0.5))
            till.Reader.HasDirtyHead = true;
        else
            till.Reader.HasDirtySlot = true;
    }

    private static Counter.Keypads.PadKey Digit(SeededChance chance) => (Counter.Keypads.PadKey)chance.Below(10);

    // Somewhere in the middle of whatever the process is doing, at a moment that only the seed knows.
    private static async Task KillOnce(Shop shop, string process, SeededChance chance)
    {
        var time = shop.Kernel!.Time;
        await Task.Delay(TimeSpan.FromMilliseconds(chance.Below(12_000)), time);
        await shop.Kill(process);
        await Task.Delay(DownFor, time);
        if (!shop.IsAlive(process))
            await shop.Restart(process);
    }
}
