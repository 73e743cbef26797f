using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;
using Clearswipe.Wire.Tracks;

namespace Clearswipe.Counter.Readers;

/// <summary>What a chip told in one payment. In memory alone.</summary>
sealed class ChipFacts(string application)
{
    private readonly Dictionary<Tag, ReadOnlyMemory<byte>> _values =
        new() { [0x84] = Convert.FromHexString(application) };

    // Without the type, null would become an empty value: arrays convert to memory by themselves.
    public ReadOnlyMemory<byte>? Value(Tag tag) =>
        _values.TryGetValue(tag, out var value) ? value : (ReadOnlyMemory<byte>?)null;

    public Track2? Track => Value(0x57) is { } value
        ? Track2.Read(Convert.ToHexString(value.Span).TrimEnd('F'))
        : null;

    public Pan? Pan => Track?.Pan
        ?? (Value(0x5A) is { } value ? Vocabulary.Pan.Read(Convert.ToHexString(value.Span).TrimEnd('F')) : null);

    public string? Expiry =>
        Value(0x5F24) is { Length: 3 } value ? Convert.ToHexString(value.Span)[..4] : Track?.Expiry;

    public string? Sequence => Value(0x5F34) is { Length: 1 } value ? $"0{Convert.ToHexString(value.Span)}" : null;

    public int? PinTriesLeft => Value(0x9F17) is { Length: 1 } value ? value.Span[0] : null;

    /// <summary>
    /// The records that the chip lists (tag 94): file, first and last record, and one byte of no use here.
    /// </summary>
    public IEnumerable<(int File, int Record)> Records
    {
        get
        {
            var list = Value(0x94) ?? default;
            for (var at = 0; at + 4 <= list.Length; at += 4)
                for (var record = (int)list.Span[at + 1]; record <= list.Span[at + 2]; record++)
                    yield return (list.Span[at] >> 3, record);
        }
    }

    public void Learn(ChipAnswer answer)
    {
        // Format 1 of processing options: profile and list of files one after the other (EMV Book 3, 6.5.8.4).
        if (answer.Value(0x80) is { Length: >= 2 } plain)
        {
            _values[0x82] = plain[..2];
            _values[0x94] = plain[2..];
            return;
        }

        foreach (var (tag, value) in answer.Elements)
            _values[tag] = value;
    }

    public void LearnCryptogram(ChipAnswer answer)
    {
        // Format 1 of a cryptogram: information, counter, cryptogram, issuer's data (EMV Book 3, 6.5.5.4).
        if (answer.Value(0x80) is not { Length: >= 11 } plain)
        {
            Learn(answer);
            return;
        }

        _values[0x9F27] = plain[..1];
        _values[0x9F36] = plain[1..3];
        _values[0x9F26] = plain[3..11];
        _values[0x9F10] = plain[11..];
    }

    /// <summary>Field 55: the chip's values and the terminal's.</summary>
    public byte[] ToIssuer(IReadOnlyDictionary<Tag, byte[]> terminal)
    {
        var data = new ChipData();
        foreach (var tag in TerminalData.ToIssuer)
        {
            if (Value(tag) is { } value)
                data.With(tag, value);
            else if (terminal.TryGetValue(tag, out var own))
                data.With(tag, own);
        }

        return data.ToBytes();
    }
}
