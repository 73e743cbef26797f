using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.KeyBlocks;

namespace Clearswipe.Vault.Keys;

/// <summary>
/// Seals keys that came from somewhere, each as its use wants it: where the last bit of each byte is parity it is made
/// odd, but an initial key of TDES DUKPT is data to its derivation as well, all of its bits (ANSI X9.24-1:2009 A.2).
/// </summary>
static class KeyIntake
{
    /// <summary>Null when the law refuses the key. The clear bytes stay the caller's to wipe.</summary>
    public static SealedKey? TrySeal(
        IKeyHolder holder, KeyUse use, KeyAlgorithm algorithm, Exportability reach, Span<byte> clear)
    {
        if (!KeepsItsBits(use))
            KeyLaw.MakeParityOdd(algorithm, clear);
        if (KeyLaw.Refusal(use, algorithm, clear) is not null)
            return null;

        var label = new KeyLabel(use, algorithm, CheckValues.Text(algorithm, clear));
        return holder.SealKey(label.Within(reach), clear);
    }

    /// <summary>Whether keys of this use are never touched.</summary>
    public static bool KeepsItsBits(KeyUse use) => use == KeyUse.InitialDukpt;
}
