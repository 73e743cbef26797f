using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Keys;

/// <summary>How a step of a key ceremony ended (PCI PIN 6). There is no fourth way.</summary>
public abstract record CeremonyStep
{
    private CeremonyStep()
    {
    }

    /// <summary>The component counts; its officer compares the check value with the one on the envelope.</summary>
    public sealed record Taken(string CheckValue) : CeremonyStep;

    /// <summary>The key is sealed, and its components are gone.</summary>
    public sealed record Completed(SealedKey Key) : CeremonyStep;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(string Because) : CeremonyStep;
}

/// <summary>
/// A key from components that two officers or more give, each one their own, combined by exclusive-or: nobody alone
/// knows the key (PCI DSS 3.7.6, PCI PIN requirement 6). Every step is entered into the book.
/// </summary>
public sealed class KeyCeremony : IDisposable
{
    private const int FewestOfficers = 2;
    private const int MostOfficers = 9;

    private readonly Lock _turn = new();
    private readonly KeyUse _use;
    private readonly KeyAlgorithm _algorithm;
    private readonly KeyRing _keys;
    private readonly KeyBook _book;
    private readonly List<string> _officers = [];
    private readonly byte[] _combined;
    private bool _isOver;

    internal KeyCeremony(KeyUse use, KeyAlgorithm algorithm, KeyRing keys, KeyBook book)
    {
        (_use, _algorithm, _keys, _book) = (use, algorithm, keys, book);
        _combined = new byte[algorithm.KeyLength()];
    }

    /// <summary>
    /// A random component for one officer to write down, as long as the key; alone it says nothing of any key. The
    /// bytes are the caller's to show once and to wipe.
    /// </summary>
    public static void MakeComponent(
        KeyAlgorithm algorithm, IChance chance, Span<byte> component, out string checkValue)
    {
        Invariant.Holds(component.Length == algorithm.KeyLength(), "a component is as long as its key");
        do
        {
            chance.Fill(component);
            KeyLaw.MakeParityOdd(algorithm, component);
        }
        while (KeyLaw.Refusal(KeyUse.Mac, algorithm, component) is not null);

        checkValue = CheckValues.Text(algorithm, component);
    }

    /// <summary>One officer's component, as long as the key. The clear bytes are wiped, taken or not.</summary>
    public CeremonyStep Add(string officer, Span<byte> component)
    {
        lock (_turn)
        {
            var name = officer.Trim();
            var refusal = Against(name, component);
            if (refusal is null)
                KeyLaw.MakeParityOdd(_algorithm, component);
            var check = refusal is null ? CheckValues.Text(_algorithm, component) : "";
            if (refusal is null)
                Combine(name, component);

            CryptographicOperations.ZeroMemory(component);
            _book.Enter(name, refusal is null ? KeyDeed.ComponentGiven : KeyDeed.ComponentRefused, _use, check);
            return refusal is null ? new CeremonyStep.Taken(check) : new CeremonyStep.Refused(refusal);
        }
    }

    /// <summary>Seals the key. A key that is refused for what it is ends the ceremony: it begins anew.</summary>
    public CeremonyStep Complete()
    {
        lock (_turn)
        {
            if (_isOver)
                return Refuse("The ceremony is over.");
            if (_officers.Count < FewestOfficers)
                return Refuse("A key needs the components of two officers at least.");
            if (KeyLaw.Refusal(_use, _algorithm, _combined) is { } refusal)
            {
                End();
                return Refuse($"The components make no good key ({refusal}).");
            }

            var key = _keys.Seal(_use, _algorithm, _combined);
            End();
            _book.Enter(Officers, KeyDeed.CeremonyCompleted, _use, key.CheckValue);
            return new CeremonyStep.Completed(key);
        }
    }

    /// <summary>Ends it, complete or not, and wipes what was given.</summary>
    public void Dispose()
    {
        lock (_turn)
            End();
    }

    private string Officers => string.Join(", ", _officers);

    internal ReadOnlySpan<byte> Combined => _combined;

    private string? Against(string officer, ReadOnlySpan<byte> component) =>
        _isOver ? "The ceremony is over."
        : officer.Length == 0 ? "An officer has a name."
        : _officers.Contains(officer, StringComparer.OrdinalIgnoreCase) ? "Each officer gives one component."
        : _officers.Count == MostOfficers ? $"A key has at most {MostOfficers} components."
        // As a MAC key, which is the least that is asked of any key: a weak half is known from its check value.
        : KeyLaw.Refusal(KeyUse.Mac, _algorithm, component) is { } refusal ? $"This is no component ({refusal})."
        : null;

    private void Combine(string officer, ReadOnlySpan<byte> component)
    {
        _officers.Add(officer);
        for (var i = 0; i < component.Length; i++)
            _combined[i] ^= component[i];
    }

    private CeremonyStep.Refused Refuse(string because)
    {
        _book.Enter(Officers, KeyDeed.CeremonyRefused, _use, "");
        return new CeremonyStep.Refused(because);
    }

    private void End()
    {
        _isOver = true;
        CryptographicOperations.ZeroMemory(_combined);
    }
}
