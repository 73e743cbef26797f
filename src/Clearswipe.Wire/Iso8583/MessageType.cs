using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// The type of a message: four digits that say version, class, function and origin (ISO 8583:1987, clause 4.1), held as
/// they are packed: 0x0200 is a request for a sale.
/// </summary>
public readonly record struct MessageType(ushort Packed)
{
    /// <summary>Reads four digits such as "0200"; null when they are none.</summary>
    public static MessageType? Read(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 4 || digits.ContainsAnyExceptInRange('0', '9'))
            return null;
        var packed = 0;
        foreach (var digit in digits)
            packed = packed << 4 | digit - '0';
        return new MessageType((ushort)packed);
    }

    /// <summary>Whether it is four digits indeed; as a number it may hold anything.</summary>
    internal bool IsDigits => (Packed & (Packed << 1 | Packed << 2) & 0x8888) == 0;

    /// <summary>0 for 1987, 1 for 1993, 2 for 2003.</summary>
    public int Version => Packed >> 12;

    /// <summary>1 authorisation, 2 financial, 3 file, 4 reversal, 5 settlement, 6 administrative, 8 network.</summary>
    public int Class => Packed >> 8 & 0xF;

    /// <summary>0 request, 1 its answer, 2 advice, 3 its answer, 4 notification.</summary>
    public int Function => Packed >> 4 & 0xF;

    /// <summary>Whether an answer is expected: the function is even.</summary>
    public bool IsRequest => Function % 2 == 0;

    /// <summary>The type of the answer to this request: 0200 is answered by 0210. A repeat (origin 1) as its first.</summary>
    public MessageType Answer => new((ushort)((Packed & 0xFFFE) | 0x10));

    /// <summary>The same for four digits as text; they are digits.</summary>
    public static string AnswerTo(string type) =>
        Read(type)?.Answer.ToString() ?? throw new InvariantException("a message type is four digits");

    /// <summary>The four digits.</summary>
    public override string ToString() => Packed switch
    {
        0x0200 => "0200",
        0x0210 => "0210",
        0x0400 => "0400",
        0x0410 => "0410",
        0x0800 => "0800",
        0x0810 => "0810",
        0x0820 => "0820",
        0x0830 => "0830",
        _ => Packed.ToString("X4"),
    };
}
