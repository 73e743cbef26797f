using System.Text;
using Clearswipe.Issuer;
using Clearswipe.Issuer.Authorisations;
using Clearswipe.Issuer.Cards;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Shops;

/// <summary>A bank: the real issuer over its own file, behind its own port.</summary>
sealed class IssuerStation(World world, IssuerKeys keys, Place place, Surroundings surroundings)
    : Station(keys.Issuer.Id.Value, place, surroundings)
{
    private static readonly TimeSpan CalendarReaches = TimeSpan.FromDays(60);
    private IssuerNode? _issuer;

    public IssuerModel Model => keys.Issuer;

    public LabPort Port { get; } = new(keys.Issuer.Id.Value);

    public IssuerNode Issuer => _issuer ?? throw new InvariantException($"{Name} was never started");

    protected override async Task<Task> Open(string file, CancellationToken stop)
    {
        Keep(IssuerNode.OpenDatabase(file));
        // What a vault remembers goes with its process.
        _issuer = await IssuerNode.Open(Settings(), Database, keys.OpenVault(), Surroundings);
        Port.Listen(link => _issuer.Serve(link, stop), Process);
        return Task.CompletedTask;
    }

    protected override Task Vanish() => Port.Close();

    private IssuerSettings Settings() => new()
    {
        Issuer = Model.Id,
        Name = Model.Name,
        Telephone = Model.Telephone,
        Hours = Model.Hours,
        ZonePinKey = keys.Zone.Pin,
        ZoneMacKey = keys.Zone.Mac,
        VerificationKey = keys.Verification,
        ChipKey = keys.Chips.Here,
        Cards = [.. world.Cards.Where(card => card.Issuer == Model.Id).Select(Issue)],
        Maintenance = [.. Windows()],
    };

    private IEnumerable<MaintenanceWindow> Windows() =>
        from window in world.Calendar.Windows(Surroundings.Now, Surroundings.Now + CalendarReaches)
        where window.Issuer == Model.Id
        select new MaintenanceWindow(window.From, window.Until);

    private CardSettings Issue(CardModel card) =>
        new(card.Pan, card.Expiry, Pvv(card), card.Balance)
        {
            Status = card.Status,
            Limits = card.Limits,
            TriesLeft = Limits.PinTriesAllowed - card.TriesSpent,
        };

    private string Pvv(CardModel card)
    {
        var digits = Encoding.ASCII.GetBytes(card.RevealPin());
        return keys.Vault.Pins.Derive(new(keys.Verification, 1), card.Pan, digits);
    }
}
