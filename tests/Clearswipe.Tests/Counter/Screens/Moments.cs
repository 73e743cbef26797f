using Clearswipe.Counter.Printers;
using Clearswipe.Counter.Sales;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Tests.Counter.Screens;

/// <summary>Moments of a till, as the screens get to see them.</summary>
internal static class Moments
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 14, 5, 0, TimeSpan.Zero);

    public static TillView Idle { get; } = new()
    {
        Version = 1,
        Terminal = new("10000001"),
        MerchantName = new("海港书店", "Harbour Books"),
        Phase = TillPhase.Idle,
        Language = Language.Chinese,
        Cashier = new("可以收款", "Ready for the next sale"),
        Customer = new("欢迎光临", "Welcome"),
        Spoken = new("", ""),
        Lines = [new("Ethernet", true, Hop.None, TimeSpan.FromMilliseconds(42)), new("4G", false, Hop.None, null)],
        IsSignedOn = true,
        MayStartSale = true,
    };

    public static TillView AwaitingCard { get; } = Selling(TillPhase.AwaitingCard) with
    {
        Cashier = new("请顾客出示银行卡", "Ask the customer for a card"),
        Customer = new("请插卡、挥卡或刷卡", "Insert, tap or swipe your card"),
        ReadBy = [ReadMethod.Chip, ReadMethod.Tap, ReadMethod.Swipe],
        Steps =
        [
            Step("pay-qr", StepKind.PayQr, new("扫码支付", "QR code")),
            Step("pay-cash", StepKind.PayCash, new("收现金", "Cash")),
        ],
        MayCancel = true,
    };

    public static TillView AwaitingPin { get; } = Selling(TillPhase.AwaitingPin) with
    {
        Cashier = new("顾客正在输入密码", "The customer is typing the PIN"),
        Customer = new("请输入密码", "Type your PIN"),
        Stars = 3,
        PinTriesLeft = 1,
        MaskedCard = "622202******7890",
    };

    public static TillView Checking { get; } = Selling(TillPhase.Checking) with
    {
        Cashier = new("未收到银行结果，正在核实", "No answer from the bank. Checking"),
        Customer = new("未收到银行结果，正在核实，请稍候", "No answer from your bank yet. We are checking"),
    };

    public static TillView Blocked { get; } = Selling(TillPhase.Blocked) with
    {
        Counsel = Counsel(),
        Cashier = Counsel().Cashier,
        Customer = Counsel().Customer,
        Steps = [Counsel().Next, .. Counsel().Otherwise],
        NoticeTexts = [new("海港银行 22:00 至次日 02:00 维护", "Harbour Bank: maintenance 22:00 to 02:00")],
        OpenReversals = [new(new TraceNumber(124), Money.Fen(12_800), "622202******7890", Now, 2)],
        Parked = [new(new SaleId("10000001-7"), Money.Fen(5_200), Now, new IssuerId("harbour"), true)],
        MayCancel = true,
    };

    public static TillView Asking { get; } = Blocked with
    {
        Steps =
        [
            Step("ask-others", StepKind.AskQuestion, new("别的卡也刷不过吗？", "Do other cards fail too?")) with
            {
                Answers = [("yes", new("是", "Yes")), ("no", new("否", "No"))],
            },
        ],
    };

    public static TillView Paid { get; } = Selling(TillPhase.Paid) with
    {
        Cashier = new("收款成功", "Paid"),
        Customer = new("付款成功，谢谢", "Paid. Thank you"),
        Due = Money.Fen(0),
        MaskedCard = "622202******7890",
        Printer = PrinterState.PaperOut,
        MayReprint = true,
        LastReceipt = new(new SaleId("10000001-8"), "token", "/r/token", [new PaperLine("签购单")], false),
    };

    public static TillView HandedOver { get; } = Selling(TillPhase.HandedOver) with
    {
        Cashier = new("已转到备用终端", "It goes on at the spare terminal"),
    };

    public static IReadOnlyList<TillView> All { get; } =
        [Idle, AwaitingCard, AwaitingPin, Checking, Blocked, Asking, Paid, HandedOver];

    public static Proposal Step(string id, StepKind kind, Bilingual label) =>
        new(new StepId(id), kind, label, Bilingual.Nothing, Bilingual.Nothing, 10);

    private static TillView Selling(TillPhase phase) => Idle with
    {
        Phase = phase,
        Sale = new SaleId("10000001-8"),
        Amount = Money.Fen(12_800),
        Due = Money.Fen(12_800),
        MayStartSale = false,
    };

    private static Counsel Counsel() => new(
        [
            new(new("stripe-demagnetised"), 0.93, new("磁条消磁", "The stripe is demagnetised"), []),
            new(new("reader-head-dirty"), 0.05, new("刷卡磁头脏", "The reader's head is dirty"), []),
            new(new("transient"), 0.004, new("偶然", "Chance"), []),
        ],
        Step("insert-chip", StepKind.InsertChip, new("插芯片", "Insert the chip")) with
        {
            Cashier = new("请顾客把芯片朝上插到底", "Ask for the card, chip up, all the way in"),
        },
        [
            Step("tap", StepKind.Tap, new("挥卡", "Tap the card")),
            Step("other-card", StepKind.OtherCard, new("换一张卡", "Another card")),
            Step("pay-qr", StepKind.PayQr, new("扫码支付", "QR code")),
        ])
    {
        Cashier = new("磁条读不出，芯片可用", "The stripe is blank; the chip will do"),
        Customer = new("请插入芯片", "Please insert the chip"),
        Why = new("磁头没有读到任何磁信号；同一磁头刚读好了别的卡", "The head met no magnetism at all; it read other cards well"),
    };
}
