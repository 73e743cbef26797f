using Clearswipe.Wire;

namespace Clearswipe.Fuzz;

/// <summary>What is true of every input, or an input has been found that breaks it.</summary>
internal static class Law
{
    public static void Holds(bool fact, string law)
    {
        if (!fact)
            throw new BrokenLawException(law);
    }

    /// <summary>A control character in a log or a terminal would hide or forge what stands beside it.</summary>
    public static void IsPlain(string text) =>
        Holds(!text.Any(character => char.IsControl(character) && character != '\n'), "what people see is plain text");

    /// <summary>A fault names a byte of what was given, or the place behind the last one.</summary>
    public static void LiesWithin(WireFault fault, int length) =>
        Holds(fault.Offset >= 0 && fault.Offset <= length, $"the fault '{fault}' lies within {length} bytes");
}

/// <summary>An input breaks a law.</summary>
internal sealed class BrokenLawException(string law) : Exception($"Not so: {law}");
