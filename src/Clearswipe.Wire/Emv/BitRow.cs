using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>What one bit of a result means: the byte from 1, the bit as its value, and the words.</summary>
internal sealed record BitRow(int Byte, int Bit, Bilingual Meaning)
{
    public static BitRow Of(int at, int bit, string zh, string en) => new(at, bit, new Bilingual(zh, en));

    public bool IsSetIn(ReadOnlySpan<byte> bytes) => Byte <= bytes.Length && (bytes[Byte - 1] & Bit) != 0;

    /// <summary>The words for each set bit, in the rows' order.</summary>
    public static List<Bilingual> Meanings(BitRow[] rows, ReadOnlySpan<byte> bytes)
    {
        var meanings = new List<Bilingual>();
        foreach (var row in rows)
            if (row.IsSetIn(bytes))
                meanings.Add(row.Meaning);
        return meanings;
    }

    /// <summary>The words for the set bits in one line behind a heading; none when no bit is set.</summary>
    public static IEnumerable<Bilingual> Line(Bilingual heading, BitRow[] rows, ReadOnlySpan<byte> bytes)
    {
        var meanings = Meanings(rows, bytes);
        return meanings.Count == 0 ? [] :
        [
            new Bilingual(
                $"{heading.Zh}：{string.Join('、', meanings.Select(words => words.Zh))}",
                $"{heading.En}: {string.Join(", ", meanings.Select(words => words.En))}"),
        ];
    }
}
