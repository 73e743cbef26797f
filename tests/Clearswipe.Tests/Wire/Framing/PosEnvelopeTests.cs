using Clearswipe.Wire.Framing;
using CsCheck;

namespace Clearswipe.Tests.Wire.Framing;

/// <summary>The envelope of a UnionPay POS message.</summary>
public sealed class PosEnvelopeTests
{
    [Fact]
    public void It_is_taken_off_and_put_on()
    {
        var bytes = Convert.FromHexString("60000300016031003101000800");

        Assert.Null(PosEnvelope.TryRead(bytes, out var envelope, out var body));
        Assert.Equal(new PosEnvelope("6000030001", "603100310100"), envelope);
        Assert.Equal("0800", Convert.ToHexString(body.Span));
        Assert.Equal(bytes, envelope.Wrap(body.Span));
    }

    [Fact]
    public void An_answer_goes_back_where_the_request_came_from() =>
        Assert.Equal("6000010003", new PosEnvelope("6000030001", "603100310100").Turned().Tpdu);

    [Theory]
    [InlineData("6000", "byte 2: the message ends within the TPDU or the header")]
    [InlineData("6100030001603100310100", "byte 0: a TPDU starts with 60")]
    [InlineData("600003000160310031A100", "byte 9: the header is not digits")]
    public void A_broken_one_is_a_fault_with_its_byte(string hex, string fault) =>
        Assert.Equal(fault, PosEnvelope.TryRead(Convert.FromHexString(hex), out _, out _)?.ToString());

    [Fact]
    public void No_bytes_make_it_throw() =>
        Gen.Byte.Array[0, 30].Sample(bytes => { PosEnvelope.TryRead(bytes, out _, out _); });
}
