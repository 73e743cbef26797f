namespace Clearswipe.Wire.Iso8583;

/// <summary>How a family of hosts writes ISO 8583: rows of field specifications, compiled once.</summary>
public sealed class Dialect
{
    public string Name => throw new NotImplementedException();

    /// <summary>UnionPay direct POS, packed BCD; without TPDU and header, which are the envelope's.</summary>
    public static Dialect UnionPayPos => throw new NotImplementedException();

    /// <summary>ISO 8583:1987, all characters ASCII, bitmap and binary fields as in host-to-host use.</summary>
    public static Dialect Iso1987Ascii => throw new NotImplementedException();

    /// <summary>Reads one whole message; every byte must be accounted for. Null is success; it never throws.</summary>
    public WireFault? TryRead(ReadOnlyMemory<byte> bytes, out Message message) => throw new NotImplementedException();

    /// <summary>Writes a message of ours; a field that does not fit its specification is a contradiction and throws.</summary>
    public byte[] Write(Message message) => throw new NotImplementedException();

    /// <summary>Writes the message with field 64 (128 above field 64) last, made by the given MAC over all bytes before it.</summary>
    public byte[] WriteSigned(Message message, Func<ReadOnlyMemory<byte>, byte[]> mac) => throw new NotImplementedException();
}
