using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

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

    /// <summary>The same with a fallacy that is put together only when it is needed.</summary>
    public static void Holds(
        [DoesNotReturnIf(false)] bool fact, [InterpolatedStringHandlerArgument(nameof(fact))] Fallacy fallacy)
    {
        if (!fact)
            throw new InvariantException(fallacy.ToStringAndClear());
    }
}

/// <summary>The words for a broken law, written only when it is broken: a law that holds costs nothing.</summary>
[InterpolatedStringHandler]
public ref struct Fallacy
{
    private DefaultInterpolatedStringHandler _text;

    public Fallacy(int literalLength, int formattedCount, bool fact, out bool isNeeded)
    {
        isNeeded = !fact;
        _text = fact ? default : new DefaultInterpolatedStringHandler(literalLength, formattedCount);
    }

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

    internal string ToStringAndClear() => _text.ToStringAndClear();
}

/// <summary>
/// The program contradicted itself. Only a capability's outermost loop catches it: it drops that one session.
/// </summary>
public sealed class InvariantException(string fallacy) : Exception(fallacy);
