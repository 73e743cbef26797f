using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>What is true of every message, and of every byte string that is none.</summary>
public sealed class DialectLawTests
{
    public static TheoryData<string> Dialects => [.. All.Select(dialect => dialect.Name)];

    private static IReadOnlyList<Dialect> All => Dialect.All;

    [Theory, MemberData(nameof(Dialects))]
    public void What_is_written_is_read_back(string name) =>
        Samples.Any(Named(name)).Sample(
            message => Named(name).TryRead(Named(name).Write(message), out var read) is null && IsSame(message, read),
            iter: 500);

    [Theory, MemberData(nameof(Dialects))]
    public void No_bytes_make_it_throw(string name) =>
        Gen.Byte.Array[0, 200].Sample(bytes => Keeps(Named(name), bytes), iter: 20_000);

    [Theory, MemberData(nameof(Dialects))]
    public void No_damage_makes_it_throw_and_what_is_still_read_is_written_back(string name) =>
        Gen.Select(Samples.Any(Named(name)), Gen.Select(Gen.Int[0, 5000], Gen.Byte).Array[1, 3], Gen.Int[0, 20])
            .Sample(
                (message, damage, cut) =>
                {
                    var bytes = Named(name).Write(message);
                    foreach (var (at, value) in damage)
                        bytes[at % bytes.Length] = value;
                    return Keeps(Named(name), cut > 3 ? bytes : bytes[..^Math.Min(cut, bytes.Length)]);
                },
                iter: 10_000);

    [Theory, MemberData(nameof(Dialects))]
    public void A_message_cut_short_is_a_fault_within_it(string name) =>
        Samples.Any(Named(name)).Sample(
            message =>
            {
                var whole = Named(name).Write(message);
                return Enumerable.Range(0, whole.Length).All(length =>
                    Named(name).TryRead(whole.AsMemory(0, length), out _) is { Offset: var at } && at <= length);
            },
            iter: 50);

    [Theory, MemberData(nameof(Dialects))]
    public void The_signature_covers_all_bytes_before_it(string name) =>
        Samples.Any(Named(name)).Sample(
            message =>
            {
                byte[] covered = [];
                var signed = Named(name).WriteSigned(message, (bytes, mac) =>
                {
                    covered = bytes.ToArray();
                    "B536A23A"u8.CopyTo(mac);
                });
                var field = message.Fields.Any(f => f is > 64 and < 128) ? 128 : 64;
                return Named(name).TryRead(signed, out var read) is null
                    && read.Signed.Span.SequenceEqual(covered)
                    && read.Text(field) == "B536A23A"
                    && read.Mac is { } made && made.Span.SequenceEqual("B536A23A"u8)
                    && !read.Has(field == 64 ? 128 : 64);
            },
            iter: 500);

    private static Dialect Named(string name) => All.Single(dialect => dialect.Name == name);

    private static bool IsSame(Message left, Message right) =>
        left.Type == right.Type
        && left.Fields.SequenceEqual(right.Fields)
        && left.Fields.All(field => left.Text(field) == right.Text(field));

    /// <summary>A fault within the bytes, or a message that is written back, save for pad nibbles of F.</summary>
    private static bool Keeps(Dialect dialect, byte[] bytes)
    {
        if (dialect.TryRead(bytes, out var message) is { } fault)
            return fault.Offset >= 0 && fault.Offset <= bytes.Length;
        var written = dialect.Write(message);
        return written.Length == bytes.Length
            && written.Zip(bytes).All(pair => pair.First == pair.Second || (pair.First | 0xF) == pair.Second);
    }
}
