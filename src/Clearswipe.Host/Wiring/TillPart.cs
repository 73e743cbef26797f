using Clearswipe.Counter.Sales;
using Clearswipe.Host.Settings;
using Clearswipe.Vault;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Host.Wiring;

/// <summary>What a till is told: who it is, its master key, and its lines.</summary>
sealed record TillPart(TillSettings Settings, SealedKey Master, IReadOnlyList<ILine> Ways)
{
    public static TillPart From(TillFile file, string folder, KeyVault vault, TimeProvider time) => new(
        new TillSettings
        {
            Terminal = new TerminalId(file.Terminal),
            Merchant = new MerchantId(file.Merchant),
            MerchantName = new(file.Name.Zh, file.Name.En),
        },
        KeyFile.Load(vault, KeyUse.Master, folder, file.Master),
        [.. file.Lines.Select(line => Lines.To(line.Name, line.Host, line.TlsName, time))]);

    public static TillPart Demo(string address, TerminalId terminal, KeyVault vault, TimeProvider time) => new(
        new TillSettings
        {
            Terminal = terminal,
            Merchant = DemoBanks.World.Merchant.Id,
            MerchantName = DemoBanks.World.Merchant.Name,
        },
        DemoBanks.MasterKey(vault, terminal),
        [Lines.To("tcp", address, null, time)]);
}
