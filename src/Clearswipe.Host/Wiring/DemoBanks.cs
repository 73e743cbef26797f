using Clearswipe.Issuer;
using Clearswipe.Issuer.Cards;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Worlds;
using Clearswipe.Switch;
using Clearswipe.Switch.Routes;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Host.Wiring;

/// <summary>
/// The keys of `switch --demo`, over the banks and cards of the Lab's demo world. They are published with this program:
/// test keys and cards that no bank can have issued. Nothing that is worth anything may ever stand behind them.
/// </summary>
static class DemoBanks
{
    private const string Acquirer = "99900001";
    private const int MoreTerminals = 8;

    private static readonly byte[] Master = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");
    private static readonly byte[] ZonePin = Convert.FromHexString("1C587F1C13924FEF76AB5A3D9B2C40E6");
    private static readonly byte[] ZoneMac = Convert.FromHexString("7C0E4F2A91B6D3583E25CB8A64F1970D");
    private static readonly byte[] Verification = Convert.FromHexString("0E0B5D3C8F2A6719B34FD5EC70A1928C");

    public static World World { get; } = World.Find("demo");

    /// <summary>10000001 to 10000008, whatever stands on the demo's own counter.</summary>
    public static IEnumerable<TerminalId> Terminals =>
        Enumerable.Range(1, MoreTerminals).Select(number => new TerminalId($"{10_000_000 + number}"));

    public static SealedKey MasterKey(SoftwareVault vault) => vault.FromComponents(KeyUse.Master, Master);

    /// <summary>The card of a name, such as "harbour-good"; its bank may be left out of the name.</summary>
    public static CardModel? Card(string name) =>
        World.Cards.FirstOrDefault(card => card.Name == name)
            ?? World.Cards.FirstOrDefault(card => card.Name.EndsWith("-" + name, StringComparison.Ordinal));

    public static SwitchSettings Switch(SoftwareVault vault, IReadOnlyDictionary<IssuerId, ILine> lines) => new()
    {
        AcquirerId = Acquirer,
        Terminals =
        [
            .. from terminal in Terminals
               select new TerminalSettings(terminal, World.Merchant.Id, World.Merchant.Name.En, MasterKey(vault)),
        ],
        Routes =
        [
            .. from bank in World.Issuers
               select new RouteSettings(bank.Id, [bank.Bin], lines[bank.Id], PinKey(vault), MacKey(vault)),
        ],
    };

    public static IssuerSettings Issuer(IssuerModel bank, SoftwareVault vault)
    {
        var verification = vault.FromComponents(KeyUse.PinVerification, Verification);
        return new IssuerSettings
        {
            Issuer = bank.Id,
            Name = bank.Name,
            Telephone = bank.Telephone,
            Hours = bank.Hours,
            ZonePinKey = PinKey(vault),
            ZoneMacKey = MacKey(vault),
            VerificationKey = verification,
            Cards = [.. from card in World.Cards where card.Issuer == bank.Id select Issue(card, verification, vault)],
        };
    }

    private static CardSettings Issue(CardModel card, SealedKey verification, SoftwareVault vault)
    {
        var digits = card.RevealPin().Select(digit => (byte)digit).ToArray();
        return new CardSettings(card.Pan, card.Expiry, vault.DerivePvv(verification, 1, card.Pan, digits), card.Balance)
        {
            Status = card.Status,
            Limits = card.Limits,
            TriesLeft = Limits.PinTriesAllowed - card.TriesSpent,
        };
    }

    private static SealedKey PinKey(SoftwareVault vault) => vault.FromComponents(KeyUse.Pin, ZonePin);

    private static SealedKey MacKey(SoftwareVault vault) => vault.FromComponents(KeyUse.Mac, ZoneMac);
}
