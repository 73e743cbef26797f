using Clearswipe.Issuer;
using Clearswipe.Issuer.Cards;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Worlds;
using Clearswipe.Switch;
using Clearswipe.Switch.Routes;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
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

    // Of this and the terminal's own digits each terminal's master key is made.
    private static readonly byte[] Master = Convert.FromHexString("0123456789ABCDEFFEDCBA9876543210");
    private static readonly byte[] ZonePin = Convert.FromHexString("1C587F1C13924FEF76AB5A3D9B2C40E6");
    private static readonly byte[] ZoneMac = Convert.FromHexString("7C0E4F2A91B6D3583E25CB8A64F1970D");
    private static readonly byte[] Verification = Convert.FromHexString("0E0B5D3C8F2A6719B34FD5EC70A1928C");

    public static World World { get; } = World.Find("demo");

    /// <summary>10000001 to 10000008, whatever stands on the demo's own counter.</summary>
    public static IEnumerable<TerminalId> Terminals =>
        Enumerable.Range(1, MoreTerminals).Select(number => new TerminalId($"{10_000_000 + number}"));

    /// <summary>The published test key of a terminal: no two have the same.</summary>
    public static SealedKey MasterKey(KeyVault vault, TerminalId terminal)
    {
        // One bit to the left: the lowest bit of each byte is parity, and digits that differ in it alone would be one.
        var digits = terminal.Value.Select(digit => (byte)(digit << 1)).ToArray();
        return vault.Keys.FromComponents(
            KeyUse.Master, KeyAlgorithm.TripleDes2, Master, (byte[])[.. digits, .. digits]);
    }

    /// <summary>The card of a name, such as "harbour-good"; its bank may be left out of the name.</summary>
    public static CardModel? Card(string name) =>
        World.Cards.FirstOrDefault(card => card.Name == name)
            ?? World.Cards.FirstOrDefault(card => card.Name.EndsWith("-" + name, StringComparison.Ordinal));

    public static SwitchSettings Switch(KeyVault vault, IReadOnlyDictionary<IssuerId, ILine> lines) => new()
    {
        AcquirerId = Acquirer,
        Terminals =
        [
            .. from terminal in Terminals
               select new TerminalSettings(
                   terminal, World.Merchant.Id, World.Merchant.Name.En, MasterKey(vault, terminal)),
        ],
        Routes =
        [
            .. from bank in World.Issuers
               select new RouteSettings(bank.Id, [bank.Bin], [lines[bank.Id]], PinKey(vault), MacKey(vault)),
        ],
    };

    public static IssuerSettings Issuer(IssuerModel bank, KeyVault vault)
    {
        var verification = Key(vault, KeyUse.PinVerification, Verification);
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

    private static CardSettings Issue(CardModel card, SealedKey verification, KeyVault vault)
    {
        var digits = card.RevealPin().Select(digit => (byte)digit).ToArray();
        var pvv = vault.Pins.Derive(new(verification, 1), card.Pan, digits);
        return new CardSettings(card.Pan, card.Expiry, pvv, card.Balance)
        {
            Status = card.Status,
            Limits = card.Limits,
            TriesLeft = Limits.PinTriesAllowed - card.TriesSpent,
        };
    }

    private static SealedKey PinKey(KeyVault vault) => Key(vault, KeyUse.Pin, ZonePin);

    private static SealedKey MacKey(KeyVault vault) => Key(vault, KeyUse.Mac, ZoneMac);

    private static SealedKey Key(KeyVault vault, KeyUse use, byte[] clear) =>
        vault.Keys.FromComponents(use, KeyAlgorithm.TripleDes2, clear);
}
