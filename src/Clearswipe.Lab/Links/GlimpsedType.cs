using System.Buffers.Binary;

namespace Clearswipe.Lab.Links;

/// <summary>Tells "0200" from "0210" without reading the message, as a trouble-maker on the line would.</summary>
static class GlimpsedType
{
    private const byte TpduStart = 0x60;
    private const int EnvelopeLength = 11;
    private const int Characters = 4;

    public static string Of(ReadOnlySpan<byte> message) => message switch
    {
        [TpduStart, ..] when message.Length >= EnvelopeLength + 2 =>
            BinaryPrimitives.ReadUInt16BigEndian(message[EnvelopeLength..]).ToString("X4"),
        [>= (byte)'0' and <= (byte)'9', _, _, _, ..] => System.Text.Encoding.ASCII.GetString(message[..Characters]),
        _ => "",
    };
}
