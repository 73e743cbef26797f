using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Layout;

/// <summary>What the frame around the pages says, and the pages that are the program's own.</summary>
static class Signs
{
    public static readonly Bilingual SkipToContent = new("跳到正文", "Skip to the content");
    public static readonly Bilingual Pages = new("页面", "Pages");
    public static readonly Bilingual DemoCounter = new("演示柜台", "Demo counter");
    public static readonly Bilingual Explain = new("解释代码", "Explain a code");
    public static readonly Bilingual PageLanguage = new("页面语言", "Language of the pages");
    public static readonly Bilingual AllSimulated =
        new("这里的卡、设备、线路和银行都是模拟的。", "Cards, devices, lines and banks here are simulated.");
    public static readonly Bilingual Keys = new("键盘操作", "Keyboard");
    public static readonly Bilingual LineToPageBroken =
        new("页面与服务器的连接已断，正在重连…", "This page lost its server. Reconnecting…");
    public static readonly Bilingual PageBroken = new("页面出错。", "This page has failed.");
    public static readonly Bilingual LoadAgain = new("重新载入", "Load it again");
    public static readonly Bilingual Bench = new("实验台", "Lab bench");

    public static readonly Bilingual ExplainLead = new(
        "粘贴响应码、芯片状态字、TVR、十六进制报文，或整段日志。卡号会被遮蔽；内容只在本机处理，不会保存。",
        "Paste a response code, a status word, a TVR, a message in hex, or a whole log. "
        + "Card numbers are masked; nothing is kept or sent away.");
    public static readonly Bilingual WhatTheTerminalShows = new("终端显示的内容", "What the terminal shows");
    public static readonly Bilingual CodeSystem = new("代码表（可不选）", "Table of codes (optional)");
    public static readonly Bilingual AnySystem = new("所有代码表", "All tables");
    public static readonly Bilingual ExplainIt = new("解释", "Explain");
    public static readonly Bilingual NothingFound =
        new("没有找到代码、状态字或报文。", "No code, status word or message was found in it.");
    public static readonly Bilingual TooLong =
        new("内容超过 64 KB，请用命令行：clearswipe explain 文件", "More than 64 KB: use clearswipe explain FILE");
    public static readonly Bilingual NextStep = new("下一步", "Next step");
    public static readonly Bilingual WhoActs = new("由谁处理", "Who acts");
    public static readonly Bilingual Line = new("第 {line} 行", "line {line}");

    public static readonly Bilingual ReceiptStatus = new("交易状态", "Receipt");
    public static readonly Bilingual NoSuchReceipt = new("没有这张小票", "No such receipt");
    public static readonly Bilingual NoSuchReceiptWhy =
        new("链接不完整，或已超过保存期限。", "The link is not whole, or the receipt is too old.");
    public static readonly Bilingual Time = new("时间", "Time");
    public static readonly Bilingual Card = new("卡号后四位", "Card ends in");
    public static readonly Bilingual NoSuchCounter = new("没有这个柜台", "There is no such counter");
    public static readonly Bilingual GoToDemo = new("去演示柜台", "Go to the demo counter");
    public static readonly Bilingual NoSuchPage = new("没有这个页面", "There is no such page");

    public static readonly IReadOnlyList<(string Key, Bilingual Does)> Shortcuts =
    [
        ("0 – 9", new("输入金额；顾客输密码时输入密码", "Type the amount; while a PIN is asked for, the PIN")),
        ("Backspace", new("退格；在密码键盘上清除", "Take the last digit back; on the PIN pad, clear")),
        ("Enter", new("最大的那个按键：收款、下一步、确认密码", "The big key: charge, the next step, enter the PIN")),
        ("Alt 1 – 5", new("其他办法", "The other ways")),
        ("1 – 4", new("回答屏幕上的问题", "Answer the question on the screen")),
        ("F2", new("下一位顾客", "Next customer")),
        ("F4", new("取消这一笔", "Cancel this sale")),
        ("F8", new("重打小票", "Print the receipt again")),
        ("F9", new("再听一遍", "Hear it again")),
        ("Esc", new("密码键盘上的取消", "Cancel on the PIN pad")),
        ("Tab", new("到下一个按键", "On to the next key")),
    ];

    public static string NameOf(Language language) => language switch
    {
        Language.Chinese => "中文",
        Language.English => "English",
        _ => throw new InvariantException("a language is Chinese or English"),
    };
}
