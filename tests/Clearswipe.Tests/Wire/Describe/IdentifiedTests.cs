using System.Text;
using Clearswipe.Tests.Wire.Iso8583;
using Clearswipe.Wire.Describe;
using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Describe;

/// <summary>Bytes and pasted text are told for what they are.</summary>
public sealed class IdentifiedTests
{
    private static readonly byte[] Body = Dialect.UnionPayPos.Write(Samples.PosSale());
    private static readonly byte[] Enveloped = Samples.Envelope.Wrap(Body);
    private static readonly byte[] Framed =
        [(byte)(Enveloped.Length >> 8), (byte)(Enveloped.Length & 0xFF), .. Enveloped];

    [Fact]
    public void A_union_pay_message_is_found_bare_in_its_envelope_and_in_its_frame()
    {
        foreach (var bytes in new[] { Body, Enveloped, Framed })
        {
            var whole = Assert.IsType<Identified.Whole>(Identified.InBytes(bytes));
            Assert.Same(Dialect.UnionPayPos, whole.Dialect);
            Assert.Equal(bytes == Body ? null : Samples.Envelope, whole.Envelope);
        }
    }

    [Theory]
    [InlineData("echo"), InlineData("purchase"), InlineData("response")]
    public void An_ascii_message_is_found_as_bytes_as_hexadecimal_and_as_text(string name)
    {
        var bytes = Vectors.Vectors.Ascii(name);
        var blanks = string.Join(' ', bytes.Select(value => value.ToString("x2")));

        Assert.All(
            [Identified.InBytes(bytes), Identified.InText(blanks), Identified.InText(Encoding.ASCII.GetString(bytes))],
            found => Assert.Same(Dialect.Iso1987Ascii, Assert.IsType<Identified.Whole>(found).Dialect));
    }

    [Fact]
    public void Captured_frames_are_found()
    {
        Assert.SkipWhen(House.House.Shared is null, "the captured frames are not here");
        foreach (var (_, frame) in Vectors.Vectors.Captured())
            Assert.Same(
                Dialect.UnionPayPos,
                Assert.IsType<Identified.Whole>(Identified.InText(Convert.ToHexString(frame))).Dialect);
    }

    [Fact]
    public void A_broken_message_is_told_with_its_byte_in_what_was_given()
    {
        var broken = Assert.IsType<Identified.Broken>(Identified.InBytes(Framed.AsMemory(0, Framed.Length - 1)));

        Assert.Same(Dialect.UnionPayPos, broken.Dialect);
        Assert.Equal($"DE 64 at byte {Framed.Length - 8}: the message ends 1 byte early", broken.Fault.ToString());
    }

    [Theory]
    [InlineData(""), InlineData("55"), InlineData("hello"), InlineData("网络中断"), InlineData("9F360201")]
    [InlineData("0200")]
    public void What_is_no_message_is_nothing(string text) =>
        Assert.IsType<Identified.Nothing>(Identified.InText(text));

    [Fact]
    public void No_text_and_no_bytes_make_it_throw()
    {
        Gen.String[0, 60].Sample(text => { Identified.InText(text); }, iter: 2_000);
        Gen.Byte.Array[0, 120].Sample(bytes => { Identified.InBytes(bytes); }, iter: 2_000);
        Gen.Select(Gen.Int[0, Framed.Length - 1], Gen.Byte).Sample(
            (at, value) =>
            {
                var damaged = Framed.ToArray();
                damaged[at] = value;
                _ = $"{Identified.InBytes(damaged)}";
            },
            iter: 2_000);
    }
}
