using Clearswipe.Fuzz;
using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>
/// Two decoders that share no code read the same rows: on every input they agree, to the last value. What the laws of
/// a message demand besides (the fault's byte, the way back) is demanded here too.
/// </summary>
public sealed class DifferentialTests
{
    public static TheoryData<string> Names => [.. Targets.Dialects.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Both_read_what_the_rows_allow(string name) =>
        PlainMessages.Any(Targets.Dialects[name]()).Sample(
            message =>
                Targets.Named(name)!.Try(message.Bytes)
                && IsSaid(Targets.Dialects[name](), message.Bytes, message.Says),
            iter: 200);

    [Theory, MemberData(nameof(Names))]
    public void Both_agree_on_damaged_messages(string name)
    {
        var read = 0;
        var tried = 0;
        PlainMessages.Damaged(Targets.Dialects[name]()).Sample(
            bytes =>
            {
                Interlocked.Add(ref read, Targets.Named(name)!.Try(bytes) ? 1 : 0);
                Interlocked.Increment(ref tried);
            },
            iter: 500);

        // Damage that is always seen, or never, would prove little.
        Assert.InRange(read, tried / 100, tried * 99 / 100);
    }

    [Theory, MemberData(nameof(Names))]
    public void Both_agree_on_any_bytes_behind_a_type(string name) =>
        Gen.Byte.Array[0, 60].Sample(
            bytes => { Targets.Named(name)!.Try([.. Type(Targets.Dialects[name]()), .. bytes]); },
            iter: 1_000);

    private static byte[] Type(Dialect dialect) => SimpleEncoder.Write(dialect, new SimpleMessage("0200", []), _ => false)
        [..(dialect.Form.Type == Coding.Bcd ? 2 : 4)];

    private static bool IsSaid(Dialect dialect, byte[] bytes, SimpleMessage says) =>
        SimpleDecoder.Read(dialect, bytes) is { } plain
        && plain.Type == says.Type
        && plain.Fields.SequenceEqual(says.Fields);
}
