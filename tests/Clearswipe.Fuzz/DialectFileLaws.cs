using System.Text;
using Clearswipe.Wire.Dialects;

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
        var written = DialectFile.Write(dialect);
        var again = DialectFile.TryRead(written, out var second);
        Law.Holds(second is not null, $"what was read is written so that it is read again: {again.FirstOrDefault()}");
        Law.Holds(DialectFile.Write(second!) == written, "a text that we wrote comes back as it was");
        return true;
    }
}
