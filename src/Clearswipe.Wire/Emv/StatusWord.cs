using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>
/// What the two bytes at the end of a card's answer say (ISO/IEC 7816-4, EMV Book 3). Some words mean more after one
/// command than after another: SELECT (A4), VERIFY (20), GET PROCESSING OPTIONS (A8).
/// </summary>
public static class StatusWord
{
    private static readonly (ushort Value, ushort Mask, byte? Command, Bilingual Meaning)[] Rows =
    [
        (0x6283, 0xFFFF, 0xA4, new("应用已锁定", "the application is blocked")),
        (0x6A81, 0xFFFF, 0xA4, new("卡片已锁定", "the card is blocked")),
        (0x6A82, 0xFFFF, 0xA4, new("卡上没有此应用", "the application is not on the card")),
        (0x6985, 0xFFFF, 0xA8, new("此应用现在不可用，请换一个应用", "this application cannot be used now; try the next")),
        (0x6984, 0xFFFF, 0x20, new("密码已不可用", "the PIN can no longer be used")),

        (0x9000, 0xFFFF, null, new("成功", "done")),
        (0x6100, 0xFF00, null, new("还有{n}字节可取", "{n} more bytes can be fetched")),
        (0x6200, 0xFFFF, null, new("警告，卡内数据未变", "a warning; the card has not changed")),
        (0x6281, 0xFFFF, null, new("返回的数据可能有误", "the data may be corrupted")),
        (0x6283, 0xFFFF, null, new("所选文件已停用", "the selected file is deactivated")),
        (0x6300, 0xFFFF, null, new("验证失败，剩余次数未知", "verification failed; the tries left are not told")),
        (0x63C0, 0xFFF0, null, new("密码错误，剩余{n}次", "wrong PIN, tries left: {n}")),
        (0x6581, 0xFFFF, null, new("卡内存储器故障", "the card's memory failed")),
        (0x6700, 0xFFFF, null, new("命令长度错误", "wrong length")),
        (0x6881, 0xFFFF, null, new("不支持逻辑通道", "logical channels are not supported")),
        (0x6882, 0xFFFF, null, new("不支持安全报文", "secure messaging is not supported")),
        (0x6982, 0xFFFF, null, new("安全状态不满足", "the security status is not satisfied")),
        (0x6983, 0xFFFF, null, new("密码已锁定", "the PIN is locked")),
        (0x6984, 0xFFFF, null, new("引用的数据不可用", "the referenced data cannot be used")),
        (0x6985, 0xFFFF, null, new("使用条件不满足", "conditions of use are not satisfied")),
        (0x6986, 0xFFFF, null, new("不允许此命令", "the command is not allowed")),
        (0x6A81, 0xFFFF, null, new("不支持此功能（选择应用时：卡片已锁定）", "not supported (on SELECT: the card is blocked)")),
        (0x6A82, 0xFFFF, null, new("未找到文件或应用", "the file or application is not found")),
        (0x6A83, 0xFFFF, null, new("未找到记录", "the record is not found")),
        (0x6A86, 0xFFFF, null, new("参数错误", "wrong parameters")),
        (0x6A88, 0xFFFF, null, new("未找到引用的数据", "the referenced data is not found")),
        (0x6B00, 0xFFFF, null, new("参数超出范围", "parameters out of range")),
        (0x6C00, 0xFF00, null, new("长度应为{n}", "the length should be {n}")),
        (0x6D00, 0xFFFF, null, new("不支持此指令", "the instruction is not supported")),
        (0x6E00, 0xFFFF, null, new("不支持此类指令", "the class is not supported")),
        (0x6F00, 0xFFFF, null, new("未知错误", "an error without a precise reason")),
    ];

    /// <summary>
    /// The words for a status word, such as 0x63C2, after a command by its instruction byte; null when it is in no
    /// table: then nothing is guessed.
    /// </summary>
    public static Bilingual? Meaning(ushort status, byte? command = null)
    {
        foreach (var row in Rows)
            if ((status & row.Mask) == row.Value && (row.Command is null || row.Command == command))
                return row.Meaning.With("n", (status & ~row.Mask & 0xFFFF).ToString());
        return null;
    }

    /// <summary>The tries left that 63Cx tells, or null for every other word.</summary>
    public static int? TriesLeft(ushort status) => (status & 0xFFF0) == 0x63C0 ? status & 0xF : null;
}
