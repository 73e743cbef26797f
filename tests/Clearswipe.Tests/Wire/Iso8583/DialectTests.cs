using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>Messages are read to the last byte and written back as they came.</summary>
public sealed class DialectTests
{
    public static TheoryData<string> Names => [.. Vectors.Vectors.Names];

    [Theory, MemberData(nameof(Names))]
    public void An_ascii_message_is_read_and_written_back(string name) =>
        HoldsAll(name, Dialect.Iso1987Ascii, Vectors.Vectors.Ascii(name));

    [Theory, MemberData(nameof(Names))]
    public void A_packed_message_is_read_and_written_back(string name) =>
        HoldsAll(name, Dialect.Iso1987Packed, Vectors.Vectors.Packed(name));

    [Fact]
    public void Captured_frames_of_real_terminals_are_read_to_the_last_byte_and_written_back()
    {
        Assert.SkipWhen(House.House.Shared is null, "the captured frames are not here");
        foreach (var (name, frame) in Vectors.Vectors.Captured())
        {
            Assert.Null(PosEnvelope.TryRead(frame, out var envelope, out var body));
            Assert.Equal($"{name}: ", $"{name}: {Dialect.UnionPayPos.TryRead(body, out var message)}");
            var written = envelope.Wrap(Dialect.UnionPayPos.Write(message));
            Assert.Equal(Convert.ToHexString(frame), Convert.ToHexString(written));
        }
    }

    private static void HoldsAll(string name, Dialect dialect, byte[] bytes)
    {
        Assert.Null(dialect.TryRead(bytes, out var message));
        foreach (var (field, content, value) in Vectors.Vectors.Fields(name))
            Assert.Equal(value, field == 0 ? message.Type : Value(message, field, content));
        Assert.Equal(Vectors.Vectors.Fields(name).Count() - 1, message.Fields.Count());
        Assert.Equal(Convert.ToHexString(bytes), Convert.ToHexString(dialect.Write(message)));
    }

    private static string Value(Message message, int field, string content) =>
        content.EndsWith('b') ? Convert.ToHexString(message.Bytes(field)!.Value.Span) : message.Text(field)!;
}
