using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Wire.Dialects;

/// <summary>
/// A dialect as a YAML text: one acquirer's overlay of a dialect that comes with the library, or a whole dialect of its
/// own. docs/DIALECTS.md says every key. Field layouts are in the notation of ISO 8583:1987, clause 4.
/// </summary>
public static class DialectFile
{
    /// <summary>
    /// Reads one dialect, which is there when no fault is. All faults of a file are told at once, in the order of its
    /// lines; it never throws, whatever the text.
    /// </summary>
    public static IReadOnlyList<DialectFault> TryRead(string yaml, out Dialect? dialect)
    {
        var faults = new FaultList();
        dialect = YamlText.Read(yaml, faults) is { } written ? new DialectReader(faults).Read(written) : null;
        return faults.InOrder();
    }

    /// <summary>
    /// The whole dialect as a text that <see cref="TryRead"/> reads back, with every field, name and part: a complete
    /// example to start from. What a file may not leave open (private data, bytes, elements) is closed when it is read.
    /// </summary>
    public static string Write(Dialect dialect) => DialectWriter.Write(dialect);
}
