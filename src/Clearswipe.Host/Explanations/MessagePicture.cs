using Clearswipe.Vocabulary;
using Clearswipe.Wire;
using Clearswipe.Wire.Describe;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Host.Explanations;

/// <summary>A message field by field, or the byte at which it stops being one.</summary>
static class MessagePicture
{
    private const int LongestCode = 4;

    private static readonly Bilingual Kind = new("报文", "Message");
    private static readonly Bilingual NotKnown = new(
        "不是我们认识的报文：开头不是 TPDU，也不是报文类型和位图",
        "No message that we know: it starts with neither a TPDU nor a type and a bitmap");
    private static readonly Bilingual AskForWhole = new(
        "请取完整的一帧：从长度或 TPDU 开始，到最后一个字节", "Take the whole frame: from its length or TPDU to its last byte");
    private static readonly Bilingual Odd = new(
        "十六进制数字的个数是奇数：抄写时丢了一位", "The number of hex digits is odd: one was lost in copying");

    // A longer code is none: in a dialect of one's own the field may hold anything.
    public static Explanation Of(string text, IReadOnlyList<Dialect> own, Func<string, Explanation> ofCode) =>
        Identified.InText(text, own) switch
        {
            Identified.Whole whole => Whole(
                whole, whole.Message.Text(39) is { Length: <= LongestCode } code ? ofCode(code) : null),
            Identified.Broken(var dialect, var fault) =>
                new(dialect.Name, Kind, Said(fault)) { Next = AskForWhole, IsFault = true },
            _ => new Explanation($"{text.Length} characters", Kind, IsOdd(text) ? Odd : NotKnown)
            {
                Next = AskForWhole,
                IsFault = true,
            },
        };

    private static Explanation Whole(Identified.Whole whole, Explanation? verdict)
    {
        var title = whole.Description.Title;
        return new Explanation(whole.Message.Type, Kind, new(
            $"{title.Zh}，每个字节都有着落", $"{title.En}, every byte accounted for"))
        {
            Picture = new(whole.Description.In(Language.Chinese), whole.Description.In(Language.English)),
            Parts = verdict is null
                ? []
                : [(new($"域 39 = {verdict.Subject}", $"DE 39 = {verdict.Subject}"), verdict.Means)],
            Class = verdict?.Class ?? Bilingual.Nothing,
            Acts = verdict?.Acts ?? Bilingual.Nothing,
            Next = verdict?.Next ?? Bilingual.Nothing,
        };
    }

    private static Bilingual Said(WireFault fault) => new(
        fault.Field == 0
            ? $"第 {fault.Offset} 字节出错：{fault.Reason}"
            : $"域 {fault.Field}，第 {fault.Offset} 字节出错：{fault.Reason}",
        $"broken at {fault}");

    private static bool IsOdd(string text)
    {
        var digits = text.Where(character => !char.IsWhiteSpace(character) && character is not (':' or '-')).ToList();
        return digits.Count % 2 == 1 && digits.TrueForAll(char.IsAsciiHexDigit);
    }
}
