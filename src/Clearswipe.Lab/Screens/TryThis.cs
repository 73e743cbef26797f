using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.Shops;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Screens;

/// <summary>A blocked sale to try with one click: it sets the bench up and says which card to take.</summary>
sealed record TryThis(string Icon, Bilingual Name, string Card, Bilingual Told)
{
    private const string GoodCard = "harbour-good";
    private static readonly Money Price = Money.Fen(12_800);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(150);

    public static readonly IReadOnlyList<TryThis> All =
    [
        new("swipe", new("消磁的卡", "Demagnetised card"), "demagnetised-with-chip", new(
            "先刷这张卡，看收银屏怎么说；然后插芯片，让顾客输密码。",
            "Swipe this card and read the cashier's screen; then insert its chip and let the customer type.")),
        new("keys", new("密码输错", "Wrong PIN"), GoodCard, new(
            "插卡，让顾客输错一位，再错一次同样的：还没锁卡，终端就会建议换一种方式。",
            "Insert it and let the customer mistype twice the same way: another way is advised before it locks.")),
        new("lock", new("卡已锁", "Locked card"), "locked", new(
            "插卡输密码：不再要密码，只说发卡行的解锁办法，并给出别的付款方式。",
            "Insert it: no PIN is asked for again; the bank's own way out is told, other means are offered.")),
        new("line", new("网线断了", "Dead link"), GoodCard, new(
            "正在用的线路已拔掉。插卡付款，会自动换到备用线路。",
            "The line in use is unplugged. Pay with this card: the till changes to the other line by itself."))
        {
            SetUp = (shop, till) => LineTrouble.Down.TurnOn(shop, InUse(till)),
        },
        new("look", new("应答丢失", "The answer is lost"), GoodCard, new(
            "银行的下一个应答会丢。插卡付款：结果未定，系统核实或冲正，绝不重复扣款。",
            "The next answer will be lost. Pay: the outcome is unknown, is looked up or reversed, never paid twice."))
        {
            SetUp = (_, till) => LineTrouble.LoseNextAnswer(InUse(till)),
        },
        new("bank", new("银行维护", "Bank maintenance"), GoodCard, new(
            "这张卡的银行开始维护。付款会受阻，屏幕说明何时恢复、还能怎么付。",
            "This card's bank is under maintenance now. The screen says until when, and what still works."))
        {
            Announce = (shop, now) => Closing.Announce(shop, shop.Card(GoodCard).Model.Issuer, now),
        },
        new("printer", new("打印机缺纸", "Paper out"), GoodCard, new(
            "付款会成功，小票打不出来：不影响收款，可扫码看电子小票。",
            "The payment succeeds and the paper is out: the sale stays paid, the receipt waits behind a QR code."))
        {
            SetUp = (_, till) => till.Printer.Fault = PrinterState.PaperOut,
        },
        new("chip", new("芯片脏了", "Dirty chip"), "dirty-chip", new(
            "插卡，芯片没反应；照提示擦一擦，再插。",
            "Insert it: the chip stays silent. Wipe it as told, and insert it again.")),
    ];

    /// <summary>What everybody is told before the sale begins.</summary>
    private Action<Shop, DateTimeOffset> Announce { get; init; } = (_, _) => { };

    /// <summary>What happens when the sale has begun.</summary>
    private Action<Shop, LabTill> SetUp { get; init; } = (_, _) => { };

    /// <summary>Makes all well but for this one trouble, and begins a sale.</summary>
    public async Task Begin(Shop shop, LabTill till, TimeProvider time)
    {
        await NewMorning(shop);
        await Free(till.Till, time);
        Announce(shop, time.GetUtcNow());
        await HearNews(shop, till.Till, time);
        till.Till.StartSale(Price);
        SetUp(shop, till);
    }

    // What is announced, or taken back, reaches a till with its next echo: here it is asked for at once.
    private static async Task HearNews(Shop shop, Till till, TimeProvider time)
    {
        till.BeginDay();
        await Until(() => till.View.Notices.Count == shop.Desk.Notices().Count, time);
    }

    // The sale of the trial before is given up, as its cashier would do.
    private static async Task Free(Till till, TimeProvider time)
    {
        if (till.View.MayCancel)
            till.Cancel();
        await Until(() => !till.View.MayCancel, time);
        till.Finish();
        await Until(() => till.View.MayStartSale, time);
    }

    private static async Task Until(Func<bool> isSo, TimeProvider time)
    {
        for (var waited = TimeSpan.Zero; waited < AtMost; waited += Look)
        {
            await Task.Delay(Look, time);
            if (isSo())
                return;
        }
    }

    // The till may have changed to its other line before, and stays there while that is well.
    private static FaultLine InUse(LabTill till) =>
        till.Till.View.Lines.FirstOrDefault(line => line.IsInUse) is { } used
            ? till.Lines.First(line => line.Name == used.Name)
            : till.Lines[0];

    /// <summary>Takes every fault back: what people can mend, and what banks announced.</summary>
    public static Task NewMorning(Shop shop)
    {
        Closing.TakeBack(shop);
        return shop.Heal();
    }
}
