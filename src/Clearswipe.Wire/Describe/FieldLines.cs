using System.Globalization;
using System.Text;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Describe;

/// <summary>One field as lines for people: its masked value, and below it the parts that it is made of.</summary>
internal static class FieldLines
{
    // Chinese hosts send GBK; GB 18030 holds it, and every byte string has some reading in it.
    private static readonly Encoding Chinese =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030") ?? Encoding.Latin1;

    // docs/MESSAGES.md: why a reversal is sent.
    private static readonly Dictionary<string, Bilingual> ReversalReasons = new()
    {
        ["06"] = new("原因：重启后发现", "reason: found after a restart"),
        ["96"] = new("原因：设备故障", "reason: a device failed"),
        ["98"] = new("原因：未收到应答", "reason: no answer"),
        ["A0"] = new("原因：应答的 MAC 错误", "reason: the answer's MAC was wrong"),
    };

    private static readonly HashSet<int> FreeText = [43, 44, 54, 56, 60, 61, 63];

    public static IEnumerable<DescribedLine> Of(Message message, int field, Dialect dialect)
    {
        yield return new DescribedLine(
            0, field.ToString(), FieldNames.Of(field, dialect), Value(message, field, dialect));
        foreach (var line in dialect.Spec(field) switch
        {
            null => [],
            { Shape: FieldShape.BerTlv } spec => Chip(message.Bytes(field)!.Value, spec.Sight == Sight.Closed),
            { Sight: Sight.ByStandard } spec => Parts(message, spec),
            var spec => OwnParts(message, spec),
        })
            yield return line;
    }

    private static IEnumerable<DescribedLine> Parts(Message message, FieldSpec spec)
    {
        var text = message.Text(spec.Number)!;
        var fault = FieldParts.TryRead(spec, text, out var parts);
        // What is closed is shown where it is made of known parts to its last character; of private elements, lengths.
        if (message.IsClosed(spec.Number, spec.Sight) && spec.Shape is FieldShape.Positions(var known)
            && text.Length != known.Sum(part => part.Length))
            yield break;
        foreach (var part in parts)
            yield return Part(part, spec.Shape is FieldShape.Elements ? Hidden(part.Value.Length)
                : Explained(
                    IsNumberOfParts(spec) && part.Name is not null ? part.Value : Readable(part.Value), part.Meaning));
        if (fault is not null)
            yield return Unreadable(fault);
    }

    /// <summary>The parts that a file names: of a closed field their lengths, else what is masked of them.</summary>
    private static IEnumerable<DescribedLine> OwnParts(Message message, FieldSpec spec)
    {
        var text = message.Text(spec.Number)!;
        var fault = FieldParts.TryRead(spec, text, out var parts);
        var isClosed = spec.Shape is FieldShape.Elements || message.IsClosed(spec.Number, spec.Sight);
        var shown = isClosed ? [.. parts.Select(part => part.Value)] : Masked(spec, text);
        foreach (var (part, value) in parts.Zip(shown))
            yield return Part(part, isClosed ? Hidden(value.Length) : Explained(Readable(value), part.Meaning));
        if (fault is not null)
            yield return Unreadable(fault);
    }

    private static DescribedLine Part(FoundPart part, Bilingual value) =>
        new(1, Description.Plain(part.Label), part.Name ?? new("其余", "the rest"), value);

    // A card number may be cut into parts, so the whole is masked before it is cut.
    private static IReadOnlyList<string> Masked(FieldSpec spec, string text)
    {
        if (spec.Shape is not FieldShape.Positions)
            return [Mask.Rows(text)];
        FieldParts.TryRead(spec, Mask.LongNumbers(text), out var parts);
        return [.. parts.Select(part => Mask.Rows(part.Value))];
    }

    private static Bilingual Value(Message message, int field, Dialect dialect)
    {
        var text = message.Text(field)!;
        var spec = dialect.Spec(field);
        var sight = spec?.Sight ?? Sight.ByStandard;
        if (message.IsClosed(field, sight) && (field != 55 || sight == Sight.Closed))
            return Hidden(text.Length);
        if (spec is not null && sight == Sight.Masked)
            return Description.Same(Mask.IsOfCard(field)
                ? message.Masked(field, sight)
                : Readable(string.Concat(Masked(spec, text))));
        if (spec is not null && IsNumberOfParts(spec))
            return Description.Same(text);
        // Later editions of the standard give many of these fields another meaning.
        return dialect.Version > 0
            ? Description.Same(message.Masked(field, sight))
            : OfFirstEdition(message, field, text);
    }

    private static Bilingual OfFirstEdition(Message message, int field, string text) => field switch
    {
        4 => Amount(text, message.Text(49)),
        7 => Description.Same(Grouped(text, "- ::")),
        12 => Description.Same(Grouped(text, "::")),
        13 or 14 or 15 => Description.Same(Grouped(text, "-")),
        22 => Explained(text, EntryMode.Meaning(text)),
        39 => Explained(text, IsReversal(message) ? ReversalReasons.GetValueOrDefault(text) : Verdict(text)),
        49 => Explained(text, text == Currency.Cny.NumericCode ? new("人民币", "renminbi") : null),
        55 => new Bilingual($"{text.Length}字节", $"{text.Length} bytes"),
        _ when FreeText.Contains(field) => Description.Same(Readable(text)),
        _ => Description.Same(message.Masked(field, Sight.ByStandard)),
    };

    // Dates, numbers of houses and kinds in fixed places; what else looks like a card number in them is chance.
    private static bool IsNumberOfParts(FieldSpec spec) =>
        spec.Content == Content.Digits && spec.Shape is FieldShape.Positions;

    private static bool IsReversal(Message message) => message.Type is [_, '4', '0' or '2', _];

    private static DescribedLine Unreadable(WireFault fault) =>
        new(1, "!", new("无法读取", "cannot be read"), Description.Same(fault.Reason));

    private static Bilingual Hidden(int bytes) => new($"（{bytes}字节，不显示）", $"({bytes} bytes, not shown)");

    private static Bilingual Amount(string digits, string? currency) =>
        Explained(digits, long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var units)
            ? Description.Same(new Money(units, new Currency(currency ?? Currency.Cny.NumericCode)).ToString())
            : null);

    // What else a code means differs by acquirer and is the catalogue's; this much decides money.
    private static Bilingual? Verdict(string text) => ResponseCode.Read(text) switch
    {
        { IsApproval: true } => new("批准", "an approval"),
        { LeavesOutcomeUnknown: true } => new("结果未定", "the outcome is unknown"),
        null => null,
        _ => new("不是批准", "no approval"),
    };

    private static Bilingual Explained(string value, Bilingual? words) =>
        words is null
            ? Description.Same(value)
            : new Bilingual($"{Description.Plain(value)} {words.Zh}", $"{Description.Plain(value)} {words.En}");

    /// <summary>Digits in pairs with the given separators between them: "1122" is "11-22".</summary>
    private static string Grouped(string digits, string separators)
    {
        var text = new StringBuilder();
        for (var i = 0; i < digits.Length; i++)
        {
            if (i > 0 && i % 2 == 0 && i / 2 <= separators.Length)
                text.Append(separators[i / 2 - 1]);
            text.Append(digits[i]);
        }

        return text.ToString();
    }

    // A character stands for a byte, and the bytes may be Chinese text.
    private static string Readable(string text) =>
        Description.Plain(Mask.LongNumbers(Chinese.GetString(Encoding.Latin1.GetBytes(text)))).TrimEnd();

    private static List<DescribedLine> Chip(ReadOnlyMemory<byte> bytes, bool isClosed)
    {
        var lines = new List<DescribedLine>();
        if (ChipData.TryRead(bytes, out var data) is { } fault)
            lines.Add(Unreadable(fault));
        foreach (var (tag, value) in data.Elements)
        {
            var shown = isClosed || EmvTag.Of(tag).Shown == Shown.Nothing
                ? Hidden(value.Length)
                : Description.Same(EmvTag.Masked(tag, value));
            lines.Add(new DescribedLine(1, tag.ToString(), EmvTag.Of(tag).Name, shown));
            foreach (var words in isClosed ? [] : ElementWords.Of(tag, value.Span))
                lines.Add(new DescribedLine(2, "", new("含义", "meaning"), words));
        }

        return lines;
    }
}
