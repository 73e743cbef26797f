using System.Text;
using Clearswipe.Wire.Dialects;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Fuzz;

/// <summary>A dialect's text is read or refused with its line, and what is read is written and read again.</summary>
internal static class DialectFileLaws
{
    /// <summary>The bytes are UTF-8, as a file holds them.</summary>
    public static bool Try(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var faults = DialectFile.TryRead(text, out var dialect);
        Law.Holds(faults.Count == 0 == dialect is not null, "a dialect is there when no fault is");
        foreach (var fault in faults)
            Law.IsPlain(fault.ToString());
        if (dialect is null)
            return false;
        // What a file may not leave open is closed by the first reading; from then on a text comes back as it was.
        var closed = DialectFile.Write(Again(dialect));
        Law.Holds(DialectFile.TryRead(closed, out var third).Count == 0, "what we wrote is read");
        Law.Holds(DialectFile.Write(third!) == closed, "a text that we wrote comes back as it was");
        return true;
    }

    private static Dialect Again(Dialect dialect)
    {
        var faults = DialectFile.TryRead(DialectFile.Write(dialect), out var again);
        Law.Holds(again is not null, $"what was read is written so that it is read again: {faults.FirstOrDefault()}");
        return again!;
    }
}
