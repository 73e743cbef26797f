using Clearswipe.Vault;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Routes;

/// <summary>A PIN block on its way into an issuer's zone: ISO 9564 format 0 on both sides.</summary>
static class ZonePin
{
    /// <summary>From the sender's key to the zone's; false when the block is garbled.</summary>
    public static bool TryTranslate(
        KeyVault vault, SealedKey sender, RouteSettings zone, Pan pan, ReadOnlyMemory<byte> block,
        out ReadOnlyMemory<byte>? translated)
    {
        var inZone = new byte[PinFormat.Iso0.BlockLength()];
        var (from, to) = (PinBlockKey.Iso0(sender), PinBlockKey.Iso0(zone.PinKey));
        var isGarbled = vault.Pins.Translate(from, to, pan, block.Span, inZone).IsGarbled;
        // Not in one expression: a null array would become memory of no length.
        translated = null;
        if (!isGarbled)
            translated = inZone;
        return !isGarbled;
    }
}
