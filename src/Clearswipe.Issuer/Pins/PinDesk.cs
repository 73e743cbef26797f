using Clearswipe.Issuer.Cards;
using Clearswipe.Store;
using Clearswipe.Vault;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Pins;

/// <summary>
/// Checks PIN blocks within the write that decides: the vault counts, and this keeps what it hands back.
/// </summary>
sealed class PinDesk(IssuerSettings settings, KeyVault vault)
{
    private readonly PinReferenceKey _reference = new(settings.VerificationKey, settings.VerificationKeyIndex);

    /// <summary>A card without a PIN has a record of no bytes.</summary>
    public SealedPin Enrol(CardSettings card) => card.Pvv is { } pvv
        ? vault.Pins.Enrol(card.Pan, _reference, pvv, card.TriesLeft, Limits.PinTriesAllowed)
        : new SealedPin(ReadOnlyMemory<byte>.Empty);

    /// <summary>
    /// The check, and the card with the tries that it had before it by the vault's count. What the vault counted is
    /// stored in this very write, so two requests at once never spend the same try.
    /// </summary>
    public (PinCheck Check, Card Before) Spend(Session session, Card card, Pan pan, ReadOnlyMemory<byte> block)
    {
        var record = CardTable.Pin(session, card.Token);
        Invariant.Holds(record is not null, "a card of ours has a PIN record");
        var verdict = vault.Pins.Verify(PinBlockKey.Iso0(settings.ZonePinKey), block.Span, pan, _reference, record);
        if (verdict.Record != record || verdict.TriesLeft != card.Tries.Left)
            CardTable.SetPin(session, card.Token, verdict.Record, new PinTries(verdict.TriesLeft));
        return (verdict.Check, card with { Tries = Before(verdict, card.Tries) });
    }

    /// <summary>Fresh tries; false when the officers are not two.</summary>
    public bool Unlock(Session session, Card card, string officer, string secondOfficer)
    {
        var record = CardTable.Pin(session, card.Token);
        Invariant.Holds(record is not null, "a card of ours has a PIN record");
        if (vault.Pins.Unlock(card.Token, record, officer, secondOfficer) is not { } fresh)
            return false;
        CardTable.SetPin(session, card.Token, fresh, PinTries.Fresh);
        return true;
    }

    // The vault may remember more wrong tries than the row: its count is the one that holds.
    private static PinTries Before(PinVerdict verdict, PinTries shown) => verdict.Check switch
    {
        PinCheck.Matched => shown,
        PinCheck.Mismatched => new PinTries(verdict.TriesLeft + 1),
        PinCheck.Garbled or PinCheck.Locked => new PinTries(verdict.TriesLeft),
        _ => throw new InvariantException("a PIN check matched, mismatched, was garbled or met a lock"),
    };
}
