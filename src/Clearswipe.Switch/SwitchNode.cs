using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Routes;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Switch;

/// <summary>The switch: it accepts terminals, sends each sale to its issuer, and undoes what was never answered.</summary>
public sealed class SwitchNode
{
    /// <summary>The folder of the embedded migrations, for <see cref="Database.Open"/>.</summary>
    public const string Migrations = "Clearswipe.Switch.Migrations";

    public static SwitchNode Open(
        SwitchSettings settings, Database database, SoftwareVault vault, Surroundings surroundings, IWitness witness) =>
        throw new NotImplementedException();

    public SwitchSettings Settings => throw new NotImplementedException();

    /// <summary>Keeps the links to the issuers up and the reversals going, until cancelled.</summary>
    public Task Run(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Answers one link from a terminal or a concentrator, many messages at once, until it ends.</summary>
    public Task ServeTerminal(ILink link, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>What the terminals are to hear with their next echo; replaces what was told before.</summary>
    public void Tell(IReadOnlyList<Notice> notices) => throw new NotImplementedException();

    public IReadOnlyList<TerminalView> Terminals() => throw new NotImplementedException();

    public IReadOnlyList<RouteView> Routes() => throw new NotImplementedException();

    /// <summary>The newest first.</summary>
    public IReadOnlyList<AttemptView> Attempts(int atMost) => throw new NotImplementedException();

    public IReadOnlyList<AttemptView> OpenReversals() => throw new NotImplementedException();
}
