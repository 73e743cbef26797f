using System.Globalization;
using Clearswipe.Remedy;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Host.Explanations;

/// <summary>
/// Says in plain words what another terminal shows: a response code, a chip's status word, a terminal verification
/// result, a message in hex, or a log that mixes them. Pure; card numbers never leave it in the clear.
/// </summary>
sealed class Explainer(Advisor advisor)
{
    /// <summary>Longer lines are no log of a terminal; what stands behind this is not read.</summary>
    private const int LongestLine = 64 * 1024;

    private static readonly Bilingual CodeKind = new("应答码", "Response code");
    private static readonly Bilingual WordKind = new("芯片状态字", "Chip status word");
    private static readonly Bilingual VerificationKind = new("终端验证结果 TVR", "Terminal verification result (TVR)");
    private static readonly Bilingual CleanVerification =
        new("没有置位：终端没有发现问题", "No bit is set: the terminal found nothing wrong");
    private static readonly Bilingual SeveralFindings = new("终端在交易中发现：", "What the terminal found:");

    /// <summary>Dialects of a person's own, tried on messages before ours.</summary>
    public IReadOnlyList<Dialect> Own { get; init; } = [];

    /// <summary>One text that is one thing; null when it is none that we know.</summary>
    public Explanation? Whole(string text, string? system) =>
        Spotter.Whole(text, system, Own) is { } spot ? Say(spot) : null;

    /// <summary>A log or a table, line by line.</summary>
    public IEnumerable<Explanation> Lines(IEnumerable<string> lines)
    {
        Table? table = null;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (number == 1 && (table = Table.Read(line)) is not null)
                continue;
            var read = line.Length > LongestLine ? line[..LongestLine] : line;
            foreach (var spot in table?.InRow(read, Own) ?? Spotter.InLine(read, Own))
                yield return Say(spot) with { Line = number };
        }
    }

    /// <summary>A pasted text: one thing if it is one, a log if it is not.</summary>
    public IReadOnlyList<Explanation> Text(string text, string? system) =>
        !text.Trim().Contains('\n', StringComparison.Ordinal) && Whole(text.Trim(), system) is { } one
            ? [one]
            : [.. Lines(text.Split('\n').Select(line => line.TrimEnd('\r')))];

    private Explanation Say(Spot spot) => spot switch
    {
        Spot.Code(var text, var system) => OfCode(text, system is null ? null : CodeSystems.NameOf(system)),
        Spot.Word(var value) => OfWord(value),
        Spot.Verification(var bytes) => OfVerification(bytes),
        Spot.Message(var text) => MessagePicture.Of(text, Own, code => OfCode(code, CodeSystems.Pos)),
        _ => throw new InvariantException("every spot is explained"),
    };

    private Explanation OfCode(string text, string? system)
    {
        if (system is CodeSystems.Word
            && ushort.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var word))
            return OfWord(word);
        var meanings = advisor.ExplainCode(system, text);
        var first = meanings.FirstOrDefault(meaning => meaning.System == CodeSystems.Pos) ?? meanings[0];
        return Of(first, first.SystemName == Bilingual.Nothing ? CodeKind : first.SystemName) with
        {
            Parts =
            [
                .. from other in meanings
                   where !ReferenceEquals(other, first)
                       && other.Means != first.Means
                       && CodeSystems.Answers.Contains(other.System)
                   select (other.SystemName, other.Means),
            ],
        };
    }

    // The tables write what varies as x: 63C2 is 63Cx with two tries left.
    private Explanation OfWord(ushort value)
    {
        var word = value.ToString("X4");
        string[] shapes = [word, word[..3] + "x", word[..2] + "xx"];
        var meaning = shapes.Select(shape => advisor.ExplainCode(CodeSystems.Word, shape)[0])
            .FirstOrDefault(found => found.IsKnown)
            ?? advisor.ExplainCode(CodeSystems.Word, word)[0];
        return Of(meaning, WordKind) with
        {
            Subject = word,
            Means = StatusWord.Meaning(value) ?? meaning.Means,
            Next = StatusWord.TriesLeft(value) is { } left ? Counted(meaning.Next, left) : meaning.Next,
        };
    }

    private static Bilingual Counted(Bilingual text, int left) =>
        new(text.Zh.Replace("x", left.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            text.En.Replace(" x ", $" {left} ", StringComparison.Ordinal));

    private Explanation OfVerification(byte[] bytes)
    {
        var set = (from at in Enumerable.Range(0, bytes.Length)
                   from bit in Enumerable.Range(0, 8)
                   let mask = 0x80 >> bit
                   where (bytes[at] & mask) != 0
                   select advisor.ExplainCode(CodeSystems.Verification, $"b{at + 1}-{mask:X2}")[0]).ToList();
        // Most bits are but evidence; one that somebody must act on leads.
        var worst = set.FirstOrDefault(meaning => meaning.Acts != advisor.Phrase(CodeSystems.NobodyActs))
            ?? set.FirstOrDefault();
        return new Explanation(
            Convert.ToHexString(bytes), VerificationKind, set.Count == 0 ? CleanVerification : SeveralFindings)
        {
            Parts = [.. set.Select(meaning => (new Bilingual(meaning.Code, meaning.Code), meaning.Means))],
            Class = worst?.Class ?? Bilingual.Nothing,
            Acts = worst?.Acts ?? Bilingual.Nothing,
            Next = worst?.Next ?? Bilingual.Nothing,
        };
    }

    private static Explanation Of(CodeMeaning meaning, Bilingual kind) => new(meaning.Code, kind, meaning.Means)
    {
        Class = meaning.Class,
        Acts = meaning.Acts,
        Next = meaning.Next,
    };
}
