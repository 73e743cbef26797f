using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>
/// One reader and its laws. Trying an input tells whether it was read or refused, and throws when a law is broken.
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
    };

    public static IReadOnlyList<Target> All { get; } =
    [
        .. Dialects.Select(row => new Target(row.Key, bytes => MessageLaws.Try(row.Value(), bytes))),
        new("envelope", FramingLaws.TryEnvelope),
        new("frame", FramingLaws.TryFrame),
        new("tlv", ChipLaws.Try),
        new("tracks", TrackLaws.TryBits),
        new("track-text", TrackLaws.TryText),
        new("describe", DescribeLaws.TryBytes),
        new("text", DescribeLaws.TryText),
    ];

    public static Target? Named(string name) => All.FirstOrDefault(target => target.Name == name);
}
