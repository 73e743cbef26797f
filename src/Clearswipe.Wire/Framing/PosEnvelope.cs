namespace Clearswipe.Wire.Framing;

/// <summary>
/// What a UnionPay POS message wears outside its body: the TPDU (5 bytes, 60 dd dd ss ss) and the header (6 bytes BCD:
/// application, software version, terminal state, handling request, reserved).
/// </summary>
public sealed record PosEnvelope(string Tpdu, string Header)
{
    public static WireFault? TryRead(ReadOnlyMemory<byte> bytes, out PosEnvelope envelope, out ReadOnlyMemory<byte> body) =>
        throw new NotImplementedException();

    /// <summary>The envelope of the answer: destination and source change places.</summary>
    public PosEnvelope Turned() => throw new NotImplementedException();

    public byte[] Wrap(ReadOnlySpan<byte> body) => throw new NotImplementedException();
}
