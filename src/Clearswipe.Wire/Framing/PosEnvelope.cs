using System.Buffers.Binary;
using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Framing;

/// <summary>
/// What a UnionPay POS message wears outside its body: the TPDU (5 bytes, 60 dd dd ss ss) and the header (6 bytes BCD:
/// application, software version, terminal state, handling request, reserved). It is a value, and reading or writing it
/// allocates nothing.
/// </summary>
public readonly record struct PosEnvelope
{
    /// <summary>The bytes of TPDU and header.</summary>
    public const int Length = TpduLength + HeaderLength;

    private const int TpduLength = 5;
    private const int HeaderLength = 6;

    // As the bytes stand, the first one highest.
    private readonly ulong _tpdu;
    private readonly ulong _header;

    private PosEnvelope(ulong tpdu, ulong header) => (_tpdu, _header) = (tpdu, header);

    /// <summary>From their digits, ten (hexadecimal) and twelve; others throw.</summary>
    public PosEnvelope(string tpdu, string header)
    {
        Invariant.Holds(
            tpdu.Length == 2 * TpduLength && header.Length == 2 * HeaderLength,
            "an envelope has ten digits and twelve");
        _tpdu = ulong.Parse(tpdu, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        _header = ulong.Parse(header, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    /// <summary>The TPDU in ten digits, such as 6000030000.</summary>
    public string Tpdu => _tpdu.ToString($"X{2 * TpduLength}", CultureInfo.InvariantCulture);

    /// <summary>The header in twelve digits, such as 603100310100.</summary>
    public string Header => _header.ToString($"X{2 * HeaderLength}", CultureInfo.InvariantCulture);

    /// <summary>The envelope of the answer: destination and source change places.</summary>
    public PosEnvelope Turned() => new(
        (_tpdu & 0xFF_0000_0000) | (_tpdu & 0xFFFF) << 16 | (_tpdu >> 16 & 0xFFFF), _header);

    /// <summary>
    /// Reads the envelope before a body, which stands <see cref="Length"/> bytes on and may be empty. Null is success;
    /// it never throws.
    /// </summary>
    public static WireFault? TryRead(ReadOnlySpan<byte> bytes, out PosEnvelope envelope)
    {
        envelope = default;
        if (bytes.Length < Length)
            return new WireFault(0, bytes.Length, "the message ends within the TPDU or the header");
        if (bytes[0] != 0x60)
            return new WireFault(0, 0, "a TPDU starts with 60");
        for (var i = TpduLength; i < Length; i++)
            if (bytes[i] >> 4 > 9 || (bytes[i] & 0xF) > 9)
                return new WireFault(0, i, "the header is not digits");

        envelope = new PosEnvelope(
            (ulong)bytes[0] << 32 | BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]),
            (ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes[TpduLength..]) << 32
                | BinaryPrimitives.ReadUInt32BigEndian(bytes[(TpduLength + 2)..]));
        return null;
    }

    /// <summary>Takes the envelope off a body. Null is success; it never throws.</summary>
    public static WireFault? TryRead(
        ReadOnlyMemory<byte> bytes, out PosEnvelope envelope, out ReadOnlyMemory<byte> body)
    {
        var fault = TryRead(bytes.Span, out envelope);
        body = fault is null ? bytes[Length..] : default;
        return fault;
    }

    /// <summary>Writes TPDU and header, <see cref="Length"/> bytes.</summary>
    public void Write(Span<byte> destination)
    {
        destination[0] = (byte)(_tpdu >> 32);
        BinaryPrimitives.WriteUInt32BigEndian(destination[1..], (uint)(_tpdu & uint.MaxValue));
        BinaryPrimitives.WriteUInt16BigEndian(destination[TpduLength..], (ushort)(_header >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination[(TpduLength + 2)..], (uint)(_header & uint.MaxValue));
    }

    /// <summary>The envelope's bytes and then the body's.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> body)
    {
        var whole = new byte[Length + body.Length];
        Write(whole);
        body.CopyTo(whole.AsSpan(Length));
        return whole;
    }

    /// <summary>TPDU and header in digits.</summary>
    public override string ToString() => $"{Tpdu} {Header}";
}
