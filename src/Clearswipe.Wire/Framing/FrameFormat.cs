namespace Clearswipe.Wire.Framing;

/// <summary>How a message's length stands before it on a stream. The length counts the message, not itself.</summary>
public enum FrameFormat
{
    /// <summary>Two bytes, the high one first.</summary>
    TwoBytes,
    /// <summary>Four ASCII digits.</summary>
    FourDigits,
}
