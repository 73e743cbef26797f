using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>What one bit of a result means: the byte from 1, the bit as its value, and the words.</summary>
internal sealed record BitRow(int Byte, int Bit, Bilingual Meaning)
{
    public bool IsSetIn(ReadOnlySpan<byte> bytes) => Byte <= bytes.Length && (bytes[Byte - 1] & Bit) != 0;
}
