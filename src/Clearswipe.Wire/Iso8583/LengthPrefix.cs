using System.Buffers.Binary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// The length in front of a field: how many digits it has (0 for a field of fixed length, else 2 to 4), and how these
/// are written. ISO 8583 writes LLVAR, LLLVAR and LLLLVAR.
/// </summary>
public readonly record struct LengthPrefix(int Digits, Coding Coding)
{
    public static readonly LengthPrefix Fixed = new(0, Coding.Ascii);

    public bool IsFixed => Digits == 0;

    /// <summary>The longest length that the digits can tell.</summary>
    public int Longest => Coding == Coding.Binary && Size == 1 ? 0xFF : Coding == Coding.Binary ? 0xFFFF : Digits switch
    {
        2 => 99,
        3 => 999,
        _ => 9999,
    };

    /// <summary>The bytes of the prefix: a character for each digit, or half as many, rounded up.</summary>
    internal int Size => Coding is Coding.Bcd or Coding.Binary ? (Digits + 1) / 2 : Digits;

    /// <summary>The number that stands in a prefix, or -1 when it is none.</summary>
    internal static int Read(Coding coding, ReadOnlySpan<byte> prefix) => coding switch
    {
        Coding.Bcd => ReadPacked(prefix),
        Coding.Binary => prefix.Length == 1 ? prefix[0] : BinaryPrimitives.ReadUInt16BigEndian(prefix),
        _ => ReadDigits(prefix, coding == Coding.Ebcdic ? 0xF0 : '0'),
    };

    private static int ReadPacked(ReadOnlySpan<byte> prefix)
    {
        var number = 0;
        foreach (var pair in prefix)
        {
            if (pair >> 4 > 9 || (pair & 0xF) > 9)
                return -1;
            number = number * 100 + (pair >> 4) * 10 + (pair & 0xF);
        }

        return number;
    }

    private static int ReadDigits(ReadOnlySpan<byte> prefix, int zero)
    {
        var number = 0;
        foreach (var character in prefix)
        {
            var digit = character - zero;
            if (digit is < 0 or > 9)
                return -1;
            number = number * 10 + digit;
        }

        return number;
    }

    /// <summary>Writes a length that fits the prefix.</summary>
    internal void Write(int length, Span<byte> prefix)
    {
        for (var i = prefix.Length - 1; i >= 0; i--)
        {
            switch (Coding)
            {
                case Coding.Bcd:
                    prefix[i] = (byte)(length / 10 % 10 << 4 | length % 10);
                    length /= 100;
                    break;
                case Coding.Binary:
                    prefix[i] = (byte)(length & 0xFF);
                    length >>= 8;
                    break;
                default:
                    prefix[i] = (byte)((Coding == Coding.Ebcdic ? 0xF0 : '0') + length % 10);
                    length /= 10;
                    break;
            }
        }
    }
}
