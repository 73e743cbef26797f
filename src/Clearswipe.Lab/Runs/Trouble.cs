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

    private const int WritesOfASale = 40;
    private static readonly TimeSpan DownFor = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Overtaken = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LateForTheSwitch = Limits.SwitchAwaitsIssuer * 1.2;

    public static IReadOnlyList<Trouble> Of(Rates rates) =>
        [.. OnLines(rates), .. ToTheBanks(rates), .. AtTheCounter(rates), .. InProcesses(rates)];

    private static IEnumerable<Trouble> OnLines(Rates rates) =>
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
        new("request-late", rates.AnswerLate, Meets(Way.Out, new Mishap.Late(Limits.TillAwaitsSwitch * 1.5)
        {
            Type = "0200",
        })),
        new("frame-broken", rates.FrameBroken, Meets(Way.Out, new Mishap.Truncated { Type = "0200" })),
        new("answer-stale", rates.MessageStale, Meets(Way.Back, new Mishap.Stale { Type = "0210" })),
        new("answer-reordered", rates.MessageReordered, Meets(Way.Back, new Mishap.Late(Overtaken))),
        new("reversal-lost", rates.RequestLost, Meets(Way.Out, new Mishap.Lost { Type = "0400" })),
        new("reversal-garbled", rates.BitFlipped, Meets(Way.Out, new Mishap.BitFlipped { Type = "0400" })),
        new("one-way-only", rates.OneWayOnly, (shop, chance) => Partition(shop, MainLine(shop), chance)),
        new("slow-drip", rates.SlowDrip, Slow),
    ];

    private static IEnumerable<Trouble> ToTheBanks(Rates rates) =>
    [
        new("bank-request-doubled", rates.MessageDoubled, MeetsBank(Way.Out, new Mishap.Doubled { Type = "0200" })),
        new("bank-request-garbled", rates.BitFlipped, MeetsBank(Way.Out, new Mishap.BitFlipped { Type = "0200" })),
        new("bank-answer-garbled", rates.BitFlipped, MeetsBank(Way.Back, new Mishap.BitFlipped { Type = "0210" })),
        new("bank-answer-stale", rates.MessageStale, MeetsBank(Way.Back, new Mishap.Stale { Type = "0210" })),
        new("bank-answer-late", rates.AnswerLate, MeetsBank(Way.Back, new Mishap.Late(LateForTheSwitch)
        {
            Type = "0210",
        })),
        new("bank-request-late", rates.AnswerLate, MeetsBank(Way.Out, new Mishap.Late(LateForTheSwitch)
        {
            Type = "0200",
        })),
        new("bank-reversal-lost", rates.RequestLost, MeetsBank(Way.Out, new Mishap.Lost { Type = "0400" })),
        new("bank-reversal-garbled", rates.BitFlipped, MeetsBank(Way.Out, new Mishap.BitFlipped { Type = "0400" })),
        new("bank-one-way-only", rates.OneWayOnly, (shop, chance) =>
            Partition(shop, chance.Pick(shop.BankLines), chance)),
        new("bank-down", rates.IssuerDown, At((shop, chance) => Break(chance.Pick(shop.BankLines), Hop.Connect))),
        new("bank-silent", rates.IssuerDown, At((shop, chance) =>
            chance.Pick(shop.BankLines).Next(Way.Back, new Mishap.Lost { Type = "0210" }))),
        new("bank-line-flaps", rates.BankLineFlaps, Flap),
    ];

    private static IEnumerable<Trouble> AtTheCounter(Rates rates) =>
    [
        new("reader-dirty", rates.ReaderDirty, At((shop, chance) => Dirty(shop.Tills[0], chance))),
        new("key-stuck", rates.KeypadStuck, At((shop, chance) => shop.Tills[0].Keypad.StuckKey = Digit(chance))),
        new("key-covered", rates.KeyCovered, At((shop, chance) => shop.Tills[0].Keypad.CoveredKey = Digit(chance))),
        new("keys-lost", rates.KeysLost, At((shop, _) => shop.Tills[0].Keypad.LoseKeys())),
        new("paper-out", rates.PaperOut, At((shop, chance) => shop.Tills[0].Printer.LinesLeft = chance.Below(20))),
        new("printer-fault", rates.PrinterFault, At((shop, chance) =>
            shop.Tills[0].Printer.Fault = chance.Pick(PrinterFaults))),
        new("cashier-cancels", rates.CashierCancels, Cancel),
    ];

    private static IEnumerable<Trouble> InProcesses(Rates rates) =>
    [
        new("till-killed", rates.TillKilled, (shop, chance) => KillOnce(shop, shop.Tills[0].Name, chance)),
        new("switch-killed", rates.SwitchKilled, (shop, chance) => KillOnce(shop, "switch", chance)),
        new("bank-killed", rates.IssuerKilled, (shop, chance) =>
            KillOnce(shop, chance.Pick(shop.Banks).Name, chance)),
        new("till-power-cut", rates.PowerCut, (shop, chance) => CutPower(shop, shop.Tills[0].Station, chance)),
        new("switch-power-cut", rates.PowerCut, (shop, chance) => CutPower(shop, shop.Provider, chance)),
        new("bank-power-cut", rates.PowerCut, (shop, chance) => CutPower(shop, chance.Pick(shop.Banks), chance)),
        new("restart-loop", rates.RestartLoop, async (shop, chance) =>
        {
            for (var time = 0; time < 3; time++)
                await KillOnce(shop, Anyone(shop, chance).Name, chance);
        }),
        new("process-paused", rates.ProcessPaused, async (shop, chance) =>
        {
            await Sometime(shop, chance);
            await Anyone(shop, chance).Pause(TimeSpan.FromMilliseconds(chance.Below(40_000)));
        }),
        new("clock-jumped", rates.ClockJumped, async (shop, chance) =>
        {
            await Sometime(shop, chance);
            Anyone(shop, chance).Clock.Put(TimeSpan.FromSeconds(chance.Below(14_400) - 7_200));
        }),
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

    private static Func<Shop, SeededChance, Task> MeetsBank(Way way, Mishap mishap) =>
        At((shop, chance) => chance.Pick(shop.BankLines).Next(way, mishap));

    private static Station Anyone(Shop shop, SeededChance chance) =>
        chance.Pick([shop.Tills[0].Station, shop.Provider, .. shop.Banks]);

    private static Task Sometime(Shop shop, SeededChance chance) =>
        Task.Delay(TimeSpan.FromMilliseconds(chance.Below(12_000)), shop.Kernel!.Time);

    // One way carries nothing and nobody is told, as through a firewall that lost its state.
    private static async Task Partition(Shop shop, FaultLine line, SeededChance chance)
    {
        await Sometime(shop, chance);
        var hole = WayFaults.None with { IsBlackHole = true };
        line.Faults = chance.Happens(0.5) ? line.Faults with { Out = hole } : line.Faults with { Back = hole };
    }

    // One line to a bank comes and goes while a second one, where there is one, stands.
    private static async Task Flap(Shop shop, SeededChance chance)
    {
        var line = chance.Pick(shop.BankLines);
        for (var time = 0; time < 3; time++)
        {
            await Sometime(shop, chance);
            line.Cut();
        }
    }

    private static async Task Slow(Shop shop, SeededChance chance)
    {
        await Sometime(shop, chance);
        var slow = WayFaults.None with { Delay = TimeSpan.FromSeconds(1 + chance.Below(30)) };
        MainLine(shop).Faults = MainLine(shop).Faults with { Out = slow, Back = slow };
    }

    private static async Task Cancel(Shop shop, SeededChance chance)
    {
        await Sometime(shop, chance);
        if (shop.Tills[0].IsAlive)
            shop.Tills[0].Till.Cancel();
    }

    // The power goes in the middle of a write; should none come, it goes all the same.
    private static async Task CutPower(Shop shop, Station station, SeededChance chance)
    {
        await Sometime(shop, chance);
        if (station.IsAlive)
            station.Disk!.CutPowerAt(1 + chance.Below(WritesOfASale));
        await Task.Delay(DownFor, shop.Kernel!.Time);
        if (station.IsAlive)
            station.Disk!.CutPower();
        await Task.Delay(DownFor, shop.Kernel!.Time);
        if (!station.IsAlive)
            await station.Start();
    }

    // Somewhere in the middle of whatever the process is doing, at a moment that only the seed knows.
    private static async Task KillOnce(Shop shop, string process, SeededChance chance)
    {
        var time = shop.Kernel!.Time;
        await Sometime(shop, chance);
        await shop.Kill(process);
        await Task.Delay(DownFor, time);
        if (!shop.IsAlive(process))
            await shop.Restart(process);
    }
}
