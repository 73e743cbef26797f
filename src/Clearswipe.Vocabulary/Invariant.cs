using System.Diagnostics.CodeAnalysis;

namespace Clearswipe.Vocabulary;

/// <summary>What must hold, or the program contradicts itself.</summary>
public static class Invariant
{
    /// <summary>Throws when the fact does not hold; the fallacy names the broken law, never a card.</summary>
    public static void Holds([DoesNotReturnIf(false)] bool fact, string fallacy)
    {
        if (!fact)
            throw new InvariantException(fallacy);
    }
}

/// <summary>
/// The program contradicted itself. Only a capability's outermost loop catches it: it drops that one session.
/// </summary>
public sealed class InvariantException(string fallacy) : Exception(fallacy);
