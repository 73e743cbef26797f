using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Keys;

/// <summary>What was done with a key (PCI PIN 13 and 28: who did it stands beside it).</summary>
public enum KeyDeed
{
    /// <summary>An officer's component counts.</summary>
    ComponentGiven,
    /// <summary>An officer's component was none.</summary>
    ComponentRefused,
    /// <summary>The components made a key.</summary>
    CeremonyCompleted,
    /// <summary>They made none yet, or none at all.</summary>
    CeremonyRefused,
    /// <summary>A key was entered for its owner.</summary>
    Registered,
    /// <summary>Two owners have the same key: a copied key, or a key that was never personal (PCI PIN 20-1).</summary>
    FoundTwice,
    /// <summary>Moved under another storage key.</summary>
    Resealed,
    /// <summary>Left in a key block.</summary>
    Exported,
    /// <summary>Came in a key block.</summary>
    Imported,
}

/// <summary>An entry of the key officers' book: never a byte of a key.</summary>
/// <param name="Who">The officer who gave a component, or the owner that a key was registered for.</param>
/// <param name="CheckValue">Of the key or the component; empty when there is none.</param>
public sealed record KeyAuditEntry(DateTimeOffset At, string Who, KeyDeed Deed, KeyUse Use, string CheckValue);

/// <summary>Where the entries go; called under way, so it takes them and returns.</summary>
public interface IKeyAudit
{
    /// <summary>Takes an entry; entries come in the order of the deeds.</summary>
    void Enter(KeyAuditEntry entry);
}

/// <summary>The book and the clock that the vault was given; a vault without them keeps no book.</summary>
sealed class KeyBook(IKeyAudit? audit, TimeProvider? time)
{
    public static readonly KeyBook None = new(null, null);

    public void Enter(string who, KeyDeed deed, KeyUse use, string checkValue)
    {
        if (audit is null)
            return;

        Invariant.Holds(time is not null, "a book of keys has a clock");
        audit.Enter(new KeyAuditEntry(time.GetUtcNow(), who, deed, use, checkValue));
    }
}
