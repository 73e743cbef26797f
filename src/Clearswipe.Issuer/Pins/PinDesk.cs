using System.Text;
using Clearswipe.Issuer.Cards;
using Clearswipe.Store;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Pins;

/// <summary>Checks a PIN block against the card's PVV. It counts nothing: the write that decides does.</summary>
sealed class PinDesk(IssuerSettings settings, Database database, SoftwareVault vault)
{
    public byte[] Seal(string token, string pvv) => vault.Seal(Encoding.ASCII.GetBytes(pvv), Purpose(token));

    /// <summary>Null when there is no block, or no such card.</summary>
    public PinCheck? Check(string token, Pan pan, ReadOnlyMemory<byte>? block) =>
        block is { } bytes && Pvv(token) is { } pvv
            ? vault.VerifyPvv(
                settings.ZonePinKey, bytes.Span, pan, settings.VerificationKey, settings.VerificationKeyIndex, pvv)
            : null;

    private string? Pvv(string token)
    {
        if (database.Read(session => CardTable.SealedPvv(session, token)) is not { } sealedPvv)
            return null;
        var clear = vault.Unseal(sealedPvv, Purpose(token));
        Invariant.Holds(clear is not null, "a PVV was sealed by this vault for its card");
        return Encoding.ASCII.GetString(clear);
    }

    // The card's token is part of the purpose: a PVV moved to another card's row opens nothing.
    private static string Purpose(string token) => $"pvv {token}";
}
