using Clearswipe.Lab.Cards;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Screens;

/// <summary>What the bench's own switches and drawers are called.</summary>
static class BenchWords
{
    public static readonly Bilingual Try = new("一键试试", "Try this");
    public static readonly Bilingual Wallet = new("顾客的卡包", "The customer's wallet");
    public static readonly Bilingual MoreCards = new("另外 {count} 张卡", "{count} more cards");
    public static readonly Bilingual Hand = new("顾客的手", "The customer's hand");
    public static readonly Bilingual Lines = new("线路", "Lines");
    public static readonly Bilingual Devices = new("设备", "Devices");
    public static readonly Bilingual Banks = new("银行", "Banks");
    public static readonly Bilingual Messages = new("报文", "Messages");
    public static readonly Bilingual Roll = new("打印机的纸", "The printer's paper");
    public static readonly Bilingual AllWell = new("全部恢复正常", "Make everything well");
    public static readonly Bilingual ReaderHere = new("读卡器：把卡放到这里", "Reader: drop the card here");

    public static readonly Bilingual TypesRight = new("输对密码", "Types the right PIN");
    public static readonly Bilingual Mistypes = new("输错一位", "Mistypes one digit");
    public static readonly Bilingual TooShort = new("少输两位", "Two digits too few");
    public static readonly Bilingual FingerStays = new("手指压住一个键", "A finger stays on a key");
    public static readonly Bilingual StrikesTwice = new("一个键连击", "Strikes a key twice");
    public static readonly Bilingual WalksAway = new("按取消", "Presses cancel");
    public static readonly Bilingual ScansAndPays = new("用手机扫码付款", "Scans and pays");
    public static readonly Bilingual OnlyWhenAsked = new("终端要密码时可用", "When the pad asks for a PIN");

    public static readonly Bilingual Reader = new("读卡器", "Reader");
    public static readonly Bilingual Head = new("磁头脏", "Dirty head");
    public static readonly Bilingual Slot = new("卡槽脏", "Dirty slot");
    public static readonly Bilingual Dead = new("无响应", "Dead");
    public static readonly Bilingual StuckFive = new("“5”键卡住", "Key 5 sticks");
    public static readonly Bilingual WornKeys = new("按键连击", "Worn keys strike twice");
    public static readonly Bilingual CableOut = new("线松了", "Cable out");
    public static readonly Bilingual LosesKeys = new("丢失密钥", "Loses its keys");
    public static readonly Bilingual CaseOpened = new("外壳被打开", "Case opened");
    public static readonly Bilingual Clean = new("清洁", "Clean it");
    public static readonly Bilingual Mend = new("修好", "Mend it");
    public static readonly Bilingual Maintenance = new("维护 30 分钟", "Maintenance, 30 minutes");
    public static readonly Bilingual Back = new("恢复营业", "Back at work");
    public static readonly Bilingual Locked = new("已锁", "locked");
    public static readonly Bilingual UnlockAll = new("解锁全部卡", "Unlock all its cards");
    public static readonly Bilingual NoPaperYet = new("还没有打印", "Nothing printed yet");
    public static readonly Bilingual NoMessageYet = new("还没有报文", "No message yet");
    public static readonly Bilingual Out = new("发出", "sent");
    public static readonly Bilingual In = new("收到", "received");

    public static Bilingual Of(StripeCondition stripe) => stripe switch
    {
        StripeCondition.Good => new("磁条好", "stripe good"),
        StripeCondition.None => new("无磁条", "no stripe"),
        StripeCondition.Demagnetised => new("磁条消磁", "stripe demagnetised"),
        StripeCondition.Weak => new("磁条弱", "stripe weak"),
        StripeCondition.Scratched => new("磁条划伤", "stripe scratched"),
        _ => throw new InvariantException("every stripe has a name"),
    };

    public static Bilingual Of(ChipCondition chip) => chip switch
    {
        ChipCondition.Good => new("芯片好", "chip good"),
        ChipCondition.None => new("无芯片", "no chip"),
        ChipCondition.Dirty => new("芯片脏", "chip dirty"),
        ChipCondition.Silent => new("芯片坏", "chip dead"),
        ChipCondition.BadAnswerToReset => new("芯片应答乱", "chip garbled"),
        ChipCondition.CardBlocked => new("芯片锁卡", "card blocked"),
        ChipCondition.ApplicationBlocked => new("应用锁定", "application blocked"),
        ChipCondition.UnknownApplication => new("未知应用", "unknown application"),
        ChipCondition.RemovedEarly => new("会提前拔出", "pulled early"),
        ChipCondition.Failed => new("芯片故障", "chip fails"),
        _ => throw new InvariantException("every chip has a name"),
    };
}
