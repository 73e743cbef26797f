using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Screens;

/// <summary>
/// What the screens' own keys, lamps and labels are called. What is true of a sale and what to do about it comes from
/// the catalogue, never from here.
/// </summary>
public static class ScreenWords
{
    public static readonly Bilingual CashierScreen = new("收银员", "Cashier");
    public static readonly Bilingual CustomerScreen = new("顾客", "Customer");

    // The cashier's keys.
    public static readonly Bilingual Amount = new("金额", "Amount");
    public static readonly Bilingual Due = new("待收", "Still due");
    public static readonly Bilingual Charge = new("收款", "Charge");
    public static readonly Bilingual NextCustomer = new("下一位顾客", "Next customer");
    public static readonly Bilingual CancelSale = new("取消这一笔", "Cancel this sale");
    public static readonly Bilingual Reprint = new("重打小票", "Print the receipt again");
    public static readonly Bilingual Receipt = new("小票", "Receipt");
    public static readonly Bilingual Resume = new("继续收款", "Go on with it");
    public static readonly Bilingual GoOnAtSpare = new("到备用终端继续", "Go on at the spare terminal");
    public static readonly Bilingual Backspace = new("退格", "Backspace");
    public static readonly Bilingual Clear = new("清除", "Clear");
    public static readonly Bilingual OtherWays = new("其他办法", "Other ways");
    public static readonly Bilingual NothingToDo = new("系统正在处理，请稍候", "The till is working; nothing to press");
    public static readonly Bilingual Seconds = new("秒", "s");

    // Why.
    public static readonly Bilingual WhyThis = new("可能的原因", "Likely causes");
    public static readonly Bilingual Because = new("依据", "Seen");

    // What stands open.
    public static readonly Bilingual OpenReversals = new("正在冲正（自动重试，无需操作）", "Being reversed (tried until answered)");
    public static readonly Bilingual ParkedSales = new("暂存的交易", "Parked sales");
    public static readonly Bilingual BankIsBack = new("银行已恢复", "The bank is back");
    public static readonly Bilingual BankStillAway = new("等待银行恢复", "Waiting for the bank");
    public static readonly Bilingual Tries = new("已试次数", "tries");
    public static readonly Bilingual Notices = new("通知", "Notices");

    // Lamps.
    public static readonly Bilingual SignedOn = new("已签到", "Signed on");
    public static readonly Bilingual NotSignedOn = new("未签到", "Not signed on");
    public static readonly Bilingual Pad = new("密码键盘", "PIN pad");
    public static readonly Bilingual Printer = new("打印机", "Printer");
    public static readonly Bilingual InUse = new("使用中", "in use");
    public static readonly Bilingual Standby = new("备用", "standby");

    // The customer's display.
    public static readonly Bilingual Replay = new("再听一遍", "Hear it again");
    public static readonly Bilingual Voice = new("语音", "Voice");
    public static readonly Bilingual OtherLanguage = new("English", "中文");
    public static readonly Bilingual TriesLeft = new("还可以输入 {count} 次密码", "PIN tries left: {count}");
    public static readonly Bilingual LastTry =
        new("还可以输入 1 次密码，再错会锁卡；也可以换卡或其他方式", "1 PIN try left; a wrong one locks the card. Another way is fine too");
    public static readonly Bilingual StarsTyped = new("已输入 {count} 位", "{count} keys entered");
    public static readonly Bilingual SimulatedPad =
        new("演示用模拟键盘，不是 PCI PTS 认证设备，请勿输入真实密码", "Simulated pad, not a PCI PTS device. Never type a real PIN");
    public static readonly Bilingual ScanToPay = new("用手机扫码支付", "Scan with your telephone to pay");
    public static readonly Bilingual ScanForReceipt = new("扫码看电子小票", "Scan for your receipt");
    public static readonly Bilingual PadEnter = new("确认", "Enter");
    public static readonly Bilingual PadClear = new("清除", "Clear");
    public static readonly Bilingual PadCancel = new("取消", "Cancel");

    public static Bilingual Of(ReadMethod method) => method switch
    {
        ReadMethod.Chip => new("插卡", "Insert"),
        ReadMethod.Tap => new("挥卡", "Tap"),
        ReadMethod.Swipe => new("刷卡", "Swipe"),
        _ => throw new InvariantException("a card is inserted, tapped or swiped"),
    };

    public static Bilingual Of(PadState state) => state switch
    {
        PadState.Ready => new("正常", "ready"),
        PadState.Silent => new("无响应", "no answer"),
        PadState.KeyStuck => new("按键卡住", "a key is stuck"),
        PadState.Tampered => new("防拆触发，停用", "tamper switch fired, out of use"),
        PadState.NoKeys => new("无密钥", "no keys"),
        _ => throw new InvariantException("every state of a pad has a name"),
    };

    public static Bilingual Of(PrinterState state) => state switch
    {
        PrinterState.Ready => new("正常", "ready"),
        PrinterState.PaperOut => new("缺纸", "out of paper"),
        PrinterState.PaperLow => new("纸将用完", "paper low"),
        PrinterState.LidOpen => new("盖子未合", "lid open"),
        PrinterState.HeadHot => new("打印头过热", "head too hot"),
        PrinterState.CutterJammed => new("切刀卡住", "cutter jammed"),
        PrinterState.Silent => new("无响应", "no answer"),
        _ => throw new InvariantException("every state of a printer has a name"),
    };

    public static Bilingual Of(Hop hop) => hop switch
    {
        Hop.None => new("正常", "ok"),
        Hop.Radio => new("无信号", "no signal"),
        Hop.Gateway => new("路由器不通", "router does not answer"),
        Hop.Name => new("域名解析失败", "name not found"),
        Hop.Connect => new("连不上平台", "host refuses"),
        Hop.Tls => new("安全连接失败", "TLS fails"),
        Hop.HostEcho => new("平台无响应", "host silent"),
        _ => throw new InvariantException("every hop has a name"),
    };

    /// <summary>
    /// What nobody may do at this moment, whatever a page on the web advises; null when nothing is forbidden.
    /// </summary>
    public static Bilingual? Avoid(TillView view) => view.Phase switch
    {
        TillPhase.Sending or TillPhase.Checking =>
            new("请勿重复刷卡，也不要重新收款", "Do not pay again and do not start a new sale"),
        TillPhase.Blocked when view.Pad is PadState.Tampered =>
            new("不要重启，也不要打开密码键盘", "Do not restart or open the PIN pad"),
        TillPhase.Blocked or TillPhase.Parked or TillPhase.NotPaid when view.OpenReversals.Count > 0 =>
            new("冲正未结束前，请勿再刷同一张卡", "Do not charge the same card before its reversal has ended"),
        TillPhase.Paid when view.Printer is not (PrinterState.Ready or PrinterState.PaperLow) =>
            new("款已收到：只重打小票，不要再刷卡", "It is paid: print again, never charge again"),
        _ => null,
    };
}
