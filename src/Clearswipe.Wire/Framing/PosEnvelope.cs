using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Framing;

/// <summary>
/// What a UnionPay POS message wears outside its body: the TPDU (5 bytes, 60 dd dd ss ss) and the header (6 bytes BCD:
/// application, software version, terminal state, handling request, reserved). Both are held as their digits, ten and
/// twelve.
/// </summary>
public sealed record PosEnvelope(string Tpdu, string Header)
{
    private const int TpduLength = 5;
    private const int Length = TpduLength + 6;

    /// <summary>Takes the envelope off. Null is success; the body may be empty. It never throws.</summary>
    public static WireFault? TryRead(
        ReadOnlyMemory<byte> bytes, out PosEnvelope envelope, out ReadOnlyMemory<byte> body)
    {
        envelope = new PosEnvelope("", "");
        body = default;
        var span = bytes.Span;
        if (span.Length < Length)
            return new WireFault(0, span.Length, "the message ends within the TPDU or the header");
        if (span[0] != 0x60)
            return new WireFault(0, 0, "a TPDU starts with 60");
        for (var i = TpduLength; i < Length; i++)
            if (span[i] >> 4 > 9 || (span[i] & 0xF) > 9)
                return new WireFault(0, i, "the header is not digits");

        envelope = new PosEnvelope(
            Convert.ToHexString(span[..TpduLength]), Convert.ToHexString(span[TpduLength..Length]));
        body = bytes[Length..];
        return null;
    }

    /// <summary>The envelope of the answer: destination and source change places.</summary>
    public PosEnvelope Turned() => this with { Tpdu = Tpdu[..2] + Tpdu[6..10] + Tpdu[2..6] };

    /// <summary>The envelope's bytes and then the body's.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> body)
    {
        Invariant.Holds(Tpdu.Length == 10 && Header.Length == 12, "an envelope has ten digits and twelve");
        return [.. Convert.FromHexString(Tpdu), .. Convert.FromHexString(Header), .. body];
    }
}
