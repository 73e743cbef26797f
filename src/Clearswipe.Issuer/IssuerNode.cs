using Clearswipe.Issuer.Authorisations;
using Clearswipe.Issuer.Cards;
using Clearswipe.Issuer.Pins;
using Clearswipe.Store;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Issuer;

/// <summary>A card issuer: it keeps cards, their money and their PIN tries, and answers the switch.</summary>
public sealed class IssuerNode
{
    /// <summary>The folder of the embedded migrations, for <see cref="Database.Open"/>.</summary>
    public const string Migrations = "Clearswipe.Issuer.Migrations";

    /// <summary>Opens the issuer over its own database and issues the cards that it does not know yet.</summary>
    public static Task<IssuerNode> Open(
        IssuerSettings settings, Database database, SoftwareVault vault, Surroundings surroundings) =>
        throw new NotImplementedException();

    public IssuerSettings Settings => throw new NotImplementedException();

    /// <summary>Answers one link from the switch, many messages at once, until it ends.</summary>
    public Task Serve(ILink link, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Gives a card its PIN tries back, for a named officer and a reason, which are written down.</summary>
    public Task<UnlockOutcome> Unlock(string cardToken, string officer, string reason) =>
        throw new NotImplementedException();

    /// <summary>Replaces the announced maintenance windows.</summary>
    public void Maintain(IReadOnlyList<MaintenanceWindow> windows) => throw new NotImplementedException();

    /// <summary>False when there is no such card.</summary>
    public Task<bool> SetStatus(string cardToken, CardStatus status) => throw new NotImplementedException();

    /// <summary>False when there is no such card.</summary>
    public Task<bool> SetLimits(string cardToken, DailyLimits limits) => throw new NotImplementedException();

    /// <summary>Pays money into a card. False when there is no such card.</summary>
    public Task<bool> PayIn(string cardToken, Money amount) => throw new NotImplementedException();

    public IReadOnlyList<CardView> Cards() => throw new NotImplementedException();

    /// <summary>The newest first.</summary>
    public IReadOnlyList<AuthorisationView> Authorisations(int atMost) => throw new NotImplementedException();
}
