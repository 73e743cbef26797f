using Clearswipe.Issuer.Authorisations;
using Clearswipe.Issuer.Cards;
using Clearswipe.Issuer.Chips;
using Clearswipe.Issuer.Pins;
using Clearswipe.Issuer.Settlements;
using Clearswipe.Store;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Issuer;

/// <summary>A card issuer: it keeps cards, their money and their PIN tries, and answers the switch.</summary>
public sealed class IssuerNode
{
    // A link of a switch carries many sales at once; more wait in the link.
    private const int MessagesAtOnce = 256;

    private readonly Database _database;
    private readonly PinDesk _pins;
    private readonly Surroundings _surroundings;
    private readonly ILogger _log;
    private readonly IssuerSession _session;
    private readonly ClockWatch _clock;
    private volatile IReadOnlyList<MaintenanceWindow> _maintenance;

    private IssuerNode(
        IssuerSettings settings, Database database, KeyVault vault, PinDesk pins, Surroundings surroundings)
    {
        Settings = settings;
        (_database, _pins, _surroundings, _maintenance) = (database, pins, surroundings, settings.Maintenance);
        _log = surroundings.Log.CreateLogger<IssuerNode>();
        _clock = new ClockWatch(surroundings.Time);
        _session = new IssuerSession(settings, new Authoriser(database, pins, Rules, surroundings),
            new DayDesk(database, surroundings), new ChipDesk(settings.ChipKey, vault), vault, _log);
    }

    public IssuerSettings Settings { get; }

    /// <summary>The issuer's own file, brought up to the newest tables.</summary>
    public static Database OpenDatabase(string file) => Database.Open(file, typeof(IssuerNode).Assembly, "Migrations");

    /// <summary>A PostgreSQL database of the issuer's own, brought up to the newest tables.</summary>
    public static Database OpenPostgres(string connectionString, TimeProvider time) =>
        Database.OpenPostgres(connectionString, typeof(IssuerNode).Assembly, "Migrations", time);

    /// <summary>Opens the issuer over its own database and issues the cards that it does not know yet.</summary>
    public static async Task<IssuerNode> Open(
        IssuerSettings settings, Database database, KeyVault vault, Surroundings surroundings)
    {
        var pins = new PinDesk(settings, vault);
        foreach (var card in settings.Cards)
            await Issue(card, database, vault, pins, surroundings.Now);
        database.Read(session =>
        {
            Ledger.Check(session);
            return true;
        });
        return new IssuerNode(settings, database, vault, pins, surroundings);
    }

    /// <summary>Answers one link from the switch, many messages at once, until it ends.</summary>
    public async Task Serve(ILink link, CancellationToken cancellation)
    {
        await using var closing = link;
        try
        {
            if (await Answerer.Serve(link, MessagesAtOnce, Answer, cancellation) is { } fault)
                IssuerLog.BadFrame(_log, Settings.Issuer, fault);
        }
        catch (IOException broken)
        {
            IssuerLog.LinkBroke(_log, Settings.Issuer, broken.Message);
        }
        catch (Exception failure)
        {
            // The outermost loop: this link is dropped, no other is harmed, and the switch reverses what is open.
            IssuerLog.LinkFailed(_log, Settings.Issuer, failure);
        }
    }

    /// <summary>Gives a card its PIN tries back, for two named officers and a reason, which are written down.</summary>
    public Task<UnlockOutcome> Unlock(string cardToken, UnlockOrder order) =>
        _database.Write(session => Unlocking.Unlock(session, _pins, cardToken, order, _surroundings.Now));

    /// <summary>Replaces the announced maintenance windows.</summary>
    public void Maintain(IReadOnlyList<MaintenanceWindow> windows) => _maintenance = windows;

    /// <summary>False when there is no such card.</summary>
    public Task<bool> SetStatus(string cardToken, CardStatus status) =>
        _database.Write(session => CardTable.SetStatus(session, cardToken, status));

    /// <summary>False when there is no such card.</summary>
    public Task<bool> SetLimits(string cardToken, DailyLimits limits) =>
        _database.Write(session => CardTable.SetLimits(session, cardToken, limits));

    /// <summary>Pays money into a card under the caller's reference, once. False when there is no such card.</summary>
    public Task<bool> PayIn(string cardToken, Money amount, string reference) =>
        _database.Write(session => PayIn(session, cardToken, amount, reference));

    public IReadOnlyList<CardView> Cards() => _database.Read(CardTable.All);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<AuthorisationView> Authorisations(int atMost) =>
        _database.Read(session => AuthorisationTable.Newest(session, atMost));

    private Task<Reply> Answer(ReadOnlyMemory<byte> bytes)
    {
        if (_clock.Moved() is { } by)
            IssuerLog.ClockMoved(_log, Settings.Issuer, by);
        return _session.Answer(bytes);
    }

    private HouseRules Rules() =>
        new(_maintenance.Any(window => window.Holds(_surroundings.Now)), Settings.TapWithoutPinUpTo);

    private bool PayIn(Session session, string token, Money amount, string reference)
    {
        Invariant.Holds(amount.IsPositive, "money is paid in, never out");
        if (CardTable.Find(session, token) is not { } card)
            return false;
        if (Ledger.Has(session, reference, "pay-in", token))
            return true;
        CardTable.Move(session, token, amount, card.Used);
        Ledger.Post(session, reference, "pay-in", (Ledger.Funding, token), amount, _surroundings.Now);
        return true;
    }

    private static Task Issue(
        CardSettings card, Database database, KeyVault vault, PinDesk pins, DateTimeOffset now)
    {
        var token = vault.Cards.Token(card.Pan);
        var pin = pins.Enrol(card);
        return database.Write(session =>
        {
            if (CardTable.Issue(session, token, card, pin))
                Ledger.Post(session, token, "opening", (Ledger.Funding, token), card.Balance, now);
        });
    }
}
