using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>
/// A reader of bytes from outside under one name. It tells whether it read the bytes or refused them, and throws when
/// a law is broken.
/// </summary>
internal sealed record Target(string Name, Func<byte[], bool> Try);

/// <summary>Every reader of bytes from outside, a row each.</summary>
internal static class Targets
{
    /// <summary>Each dialect is a target: one more dialect is one more line, and a folder of inputs.</summary>
    // Asked for only when an input comes: instrumented code may not run before the fuzzer has its memory ready.
    public static IReadOnlyDictionary<string, Func<Dialect>> Dialects { get; } = new Dictionary<string, Func<Dialect>>
    {
        ["message-pos"] = () => Dialect.UnionPayPos,
        ["message-ascii"] = () => Dialect.Iso1987Ascii,
        ["message-packed"] = () => Dialect.Iso1987Packed,
        ["message-ebcdic"] = () => Dialect.Iso1987Ebcdic,
        ["message-1993-ascii"] = () => Dialect.Iso1993Ascii,
        ["message-1993-packed"] = () => Dialect.Iso1993Packed,
        ["message-2003-ascii"] = () => Dialect.Iso2003Ascii,
        ["message-2003-packed"] = () => Dialect.Iso2003Packed,
        ["odd-three-bitmaps"] = () => OddDialects.Three,
        ["odd-binary-lengths"] = () => OddDialects.BinaryLengths,
        ["odd-packed-lengths"] = () => OddDialects.PackedLengths,
        ["odd-ebcdic-hex"] = () => OddDialects.EbcdicHex,
        ["odd-mixed"] = () => OddDialects.Mixed,
    };

    public static IReadOnlyList<Target> All { get; } =
    [
        .. Dialects.Select(row => new Target(row.Key, bytes => MessageLaws.Try(row.Value(), bytes))),
        new("writer", WriterLaws.Try),
        new("envelope", FramingLaws.TryEnvelope),
        new("frame", FramingLaws.TryFrame),
        new("tlv", ChipLaws.Try),
        new("track1", TrackLaws.TryBits1),
        new("track2", TrackLaws.TryBits2),
        new("track3", TrackLaws.TryBits3),
        new("track-text", TrackLaws.TryText),
        new("describe", DescribeLaws.TryBytes),
        new("text", DescribeLaws.TryText),
        new("dialect-file", DialectFileLaws.Try),
    ];

    public static Target? Named(string name) => All.FirstOrDefault(target => target.Name == name);
}
