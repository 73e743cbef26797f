using Clearswipe.Host.Commands;
using Clearswipe.Vault.Keys;

namespace Clearswipe.Host.Wiring;

/// <summary>
/// The key officers' book as a file, a line a deed, only ever added to: when, who, what, use and check value. It never
/// holds a byte of a key.
/// </summary>
sealed class KeyLog(string file) : IKeyAudit
{
    private readonly Lock _turn = new();

    public void Enter(KeyAuditEntry entry)
    {
        // A name may hold anything; a line holds one deed.
        var who = string.Concat(entry.Who.Select(c => char.IsControl(c) ? ' ' : c));
        var line = $"{entry.At:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\t{who}\t{entry.Deed}\t{entry.Use}\t{entry.CheckValue}\n";
        try
        {
            lock (_turn)
            {
                using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
                stream.Write(System.Text.Encoding.UTF8.GetBytes(line));
                stream.Flush(flushToDisk: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Found(
                $"The key book {file} cannot be written: {e.Message}",
                "Nothing is done with keys that cannot be entered there; make room, or give it back to this user.");
        }
    }
}
