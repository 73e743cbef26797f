using System.Runtime.CompilerServices;

namespace Clearswipe.Wire.Iso8583;

/// <summary>The check that a field's content and coding need, chosen once when a dialect is compiled.</summary>
internal enum ContentRule : byte
{
    /// <summary>The dialect does not define the field.</summary>
    Undefined,
    Any,
    AsciiDigits,
    PackedDigits,
    AsciiAlphanumeric,
    AsciiPrintable,
    AsciiHex,
    AsciiTrack,
    PackedTrack,
    PackedSealedTrack,
    AsciiLetters,
    EbcdicDigits,
    /// <summary>Byte by byte: what is seldom met.</summary>
    Slow,
}

/// <summary>One field's layout as a flat row: what the reader and the writer need of it, side by side.</summary>
internal readonly struct FieldPlan(FieldSpec spec)
{
    public ContentRule Rule { get; } = RuleOf(spec);

    public Coding Coding { get; } = spec.Coding;

    public Padding Padding { get; } = spec.Padding;

    public Coding PrefixCoding { get; } = spec.Prefix.Coding;

    /// <summary>The bytes of the length, 0 for a fixed one.</summary>
    public int PrefixSize { get; } = spec.Prefix.Size;

    public int MaxLength { get; } = spec.MaxLength;

    public Calendar? Calendar { get; } =
        spec.Pairs is { } pairs ? new Calendar(pairs, spec.Coding == Coding.Bcd) : null;

    public FieldSpec? Spec { get; } = spec;

    // Twice the bytes that one digit, character or byte takes: packing is then a multiplication and a shift.
    private readonly int _halves = spec.Coding switch
    {
        Coding.Bcd => 1,
        Coding.Hex or Coding.EbcdicHex => 4,
        _ => 2,
    };

    /// <summary>How many bytes so many digits, characters or bytes of content take.</summary>
    public int PackedLength(int length) => unchecked((length * _halves + 1) >> 1);

    /// <summary>The length that a prefix tells in digits, characters or bytes; -1 when it is none.</summary>
    // Called seldom enough, and too long to stand in the reader's loop.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Length(ReadOnlySpan<byte> prefix)
    {
        var length = LengthPrefix.Read(PrefixCoding, prefix);
        return !Coding.IsHex() ? length : (length & 1) == 0 ? length >> 1 : -1;
    }

    private static ContentRule RuleOf(FieldSpec spec) => (spec.Coding, spec.Content) switch
    {
        (Coding.Binary, _) => ContentRule.Any,
        (Coding.Hex, _) => ContentRule.AsciiHex,
        (Coding.Ascii or Coding.Ebcdic, Content.Private) => ContentRule.Any,
        (Coding.Ascii, Content.Digits) => ContentRule.AsciiDigits,
        (Coding.Ascii, Content.Letters) => ContentRule.AsciiLetters,
        (Coding.Ascii, Content.Alphanumeric) => ContentRule.AsciiAlphanumeric,
        (Coding.Ascii, Content.Printable) => ContentRule.AsciiPrintable,
        (Coding.Ascii, Content.Track) => ContentRule.AsciiTrack,
        (Coding.Bcd, Content.Digits) => ContentRule.PackedDigits,
        (Coding.Bcd, Content.Track) => ContentRule.PackedTrack,
        (Coding.Bcd, Content.SealedTrack) => ContentRule.PackedSealedTrack,
        (Coding.Ebcdic, Content.Digits) => ContentRule.EbcdicDigits,
        _ => ContentRule.Slow,
    };
}
