namespace Clearswipe.Wire;

/// <summary>
/// What is wrong with some bytes: the field (0 for the frame, header, type or bitmap), the byte counted from the
/// start of the message, and the reason for a person. It never quotes the bytes of a sensitive field.
/// </summary>
public sealed record WireFault(int Field, int Offset, string Reason)
{
    public override string ToString() =>
        Field == 0 ? $"byte {Offset}: {Reason}" : $"DE {Field} at byte {Offset}: {Reason}";

    internal static string Count(int bytes) => bytes == 1 ? "1 byte" : $"{bytes} bytes";
}
