using Clearswipe.Switch.Cases;
using Clearswipe.Switch.Settlements;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Reports;

/// <summary>What a list of cases says, in both languages: what it is, and what to do next.</summary>
static class CaseWords
{
    public static readonly Bilingual None = new("没有待处理的事项。", "No case is open.");
    public static readonly Bilingual Opened = new("{at} 起", "since {at}");
    public static readonly Bilingual Closed = new("已于 {at} 了结：{evidence}", "closed {at}: {evidence}");

    public static Bilingual What(Case one) => one.Kind switch
    {
        CaseKind.ReversalOpen => new(
            "冲正长时间未获发卡行应答；系统仍在自动重发。",
            "A reversal that its issuer has not answered for long; it goes on being sent."),
        CaseKind.ReversalContradicted => new(
            "发卡行对冲正的应答自相矛盾，不会因等待而了结；系统仍在自动重发。",
            "The issuer's answer to a reversal contradicts us, and waiting will not end it; it goes on being sent."),
        CaseKind.AdviceOpen => new(
            "通知长时间未获发卡行应答；系统仍在自动重发。",
            "An advice that its issuer has not heard for long; it goes on being sent."),
        CaseKind.Difference => SettlementWords.Of(Enum.Parse<DifferenceReason>(one.Reason)),
        _ => throw new InvariantException("a case has one of four kinds"),
    };

    public static Bilingual Next(CaseKind kind) => kind switch
    {
        CaseKind.ReversalOpen => new(
            "致电发卡行：报参考号，请其查这笔冲正；在其答复之前，不要让顾客再付一次。",
            "Call the issuer with the reference and ask about this reversal; until it answers, the customer is not "
            + "charged again."),
        CaseKind.ReversalContradicted => new(
            "致电发卡行：报参考号和应答码，请其核对原交易金额与卡号并人工退款；由发卡行以 00、12 或 25 了结。",
            "Call the issuer with the reference and the code: it compares amount and card and gives the money back by "
            + "hand; its 00, 12 or 25 closes this."),
        CaseKind.AdviceOpen => new(
            "致电发卡行：报参考号，请其确认线路和这笔通知；款项要等它应答后才入账。",
            "Call the issuer with the reference: is its line well, has it this advice? Money comes when it answers."),
        CaseKind.Difference => new(
            "核对终端签购单、平台流水和发卡行账单后，写明结果：clearswipe cases close。",
            "Compare the slip, our journal and the issuer's statement, then write down what it was: "
            + "clearswipe cases close."),
        _ => throw new InvariantException("a case has one of four kinds"),
    };
}
