using Clearswipe.Host.Settings;
using Clearswipe.Issuer;
using Clearswipe.Vault;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Wiring;

/// <summary>What an issuer is told by its configuration file.</summary>
static class IssuerPart
{
    public static IssuerSettings From(IssuerFile file, string folder, KeyVault vault) => new()
    {
        Issuer = new IssuerId(file.Issuer),
        Name = new(file.Name.Zh, file.Name.En),
        Telephone = file.Telephone,
        Hours = new(file.Hours.Zh, file.Hours.En),
        ZonePinKey = KeyFile.Load(vault, KeyUse.Pin, folder, file.PinKey),
        ZoneMacKey = MacLine.Load(vault, folder, file.MacKey, file.Mac),
        Mac = MacLine.Read(file.Mac),
        Dialect = FormLine.Read(file.Form),
        VerificationKey = KeyFile.Load(vault, KeyUse.PinVerification, folder, file.VerificationKey),
        VerificationKeyIndex = file.VerificationKeyIndex,
        ChipKey = file.ChipKey is { } chips ? KeyFile.Load(vault, KeyUse.ChipCryptogram, folder, chips) : null,
        Cards = file.Cards is null ? [] : CardFile.Read(Path.Combine(folder, file.Cards)),
    };
}
