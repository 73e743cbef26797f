using Clearswipe.Switch.Settlements;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Reports;

/// <summary>What the report of a settlement says, in both languages.</summary>
static class SettlementWords
{
    public static readonly Bilingual Title = new("{day} 结算报告", "Settlement of {day}");
    public static readonly Bilingual Batches = new("当日已结批次", "Batches closed on that day");
    public static readonly Bilingual NoBatch = new("没有批次结算。", "No batch was closed.");
    public static readonly Bilingual Issuers = new("与发卡行对账", "With the issuers");
    public static readonly Bilingual NoIssuer = new("当日没有交易。", "There was nothing on that day.");
    public static readonly Bilingual Differences = new("差异", "Differences");
    public static readonly Bilingual NoDifference = new("没有差异。", "None.");
    public static readonly Bilingual Balanced = new("平", "balanced");
    public static readonly Bilingual NotBalanced = new("不平", "NOT balanced");
    public static readonly Bilingual NotSettled = new("尚未对账", "not settled yet");
    public static readonly Bilingual Terminal = new("终端", "terminal");
    public static readonly Bilingual Switch = new("平台", "switch");
    public static readonly Bilingual Since = new("平台此后变为", "switch, since then");
    public static readonly Bilingual Issuer = new("发卡行", "issuer");
    public static readonly Bilingual Totals = new(
        "借记 {debits}（{debitCount} 笔），贷记 {credits}（{creditCount} 笔），净额 {net}",
        "debits {debits} in {debitCount}, credits {credits} in {creditCount}, net {net}");

    public static readonly Bilingual Amounts = new("平台 {ours}，对方 {theirs}", "switch {ours}, the other side {theirs}");

    public static Bilingual Of(DifferenceReason reason) => reason switch
    {
        DifferenceReason.UnknownToSwitch => new(
            "终端上送了平台没有的交易：查终端流水和签购单，款项未入账。",
            "The terminal uploaded what never reached the switch: see its journal and the slip; no money came."),
        DifferenceReason.NotApprovedBySwitch => new(
            "终端认为成功，平台已拒绝或已冲正：应答被改或丢失，款项未入账。",
            "The terminal holds it approved, the switch refused or reversed it: its answer was forged or lost; "
            + "no money came."),
        DifferenceReason.UnknownToTerminal => new(
            "平台已批准，终端未上送：查终端是否丢失流水；持卡人已付款。",
            "The switch approved it and the terminal did not upload it: see whether its journal was lost; "
            + "the customer has paid."),
        DifferenceReason.SaysOtherwise => new(
            "双方的金额或卡号不同：以发卡行记账为准。",
            "The amount or the card differs: the issuer's ledger decides."),
        DifferenceReason.NotBackedByIssuer => new(
            "平台认为成功，发卡行已拒绝或已退回：应答可能被伪造，款项未入账。",
            "The switch holds it approved, the issuer refused it or gave it back: an answer may be forged; "
            + "no money came."),
        DifferenceReason.UnknownToIssuer => new(
            "平台认为成功，发卡行没有这笔交易：应答可能被伪造，款项未入账。",
            "The switch holds it approved and the issuer knows nothing of it: an answer may be forged; no money came."),
        DifferenceReason.TakenByIssuerOnly => new(
            "发卡行已扣款，平台未批准：须退还持卡人。",
            "The issuer took the money and the switch did not approve it: the customer must have it back."),
        DifferenceReason.StillOpen => new(
            "平台的冲正或通知尚未得到发卡行应答：会自动继续，之后再核对。",
            "A reversal or an advice is still on its way to the issuer: it goes on by itself; look again later."),
        _ => throw new InvariantException("a difference has one of eight reasons"),
    };
}
