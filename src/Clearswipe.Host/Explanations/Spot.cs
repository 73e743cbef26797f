namespace Clearswipe.Host.Explanations;

/// <summary>Something in a text that can be explained.</summary>
abstract record Spot
{
    private Spot()
    {
    }

    /// <summary>A response code, or a code of the named table.</summary>
    public sealed record Code(string Text, string? System) : Spot;

    /// <summary>The two bytes at the end of a chip's answer.</summary>
    public sealed record Word(ushort Value) : Spot;

    /// <summary>A terminal verification result: five bytes.</summary>
    public sealed record Verification(byte[] Bytes) : Spot;

    /// <summary>What looks like a message, in hex or in its own characters, whole or broken.</summary>
    public sealed record Message(string Text) : Spot;
}
