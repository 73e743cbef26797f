using System.Net.Security;
using Clearswipe.Host.Commands;
using Clearswipe.Host.Settings;
using Clearswipe.Switch;
using Clearswipe.Switch.Downloads;
using Clearswipe.Switch.Hosts;
using Clearswipe.Switch.Routes;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Host.Wiring;

/// <summary>What a switch is told by its configuration file.</summary>
static class SwitchPart
{
    private const string OnlyNode = "switch";

    public static SwitchSettings From(
        SwitchFile file, string folder, KeyVault vault, OwnIssuers own, TimeProvider time) => new()
    {
        Node = file.Node ?? (file.Store is null ? OnlyNode : throw Trouble.Use(
            "A switch over a shared database needs a name of its own.", "Add a line such as node: north-1")),
        AcquirerId = file.Acquirer,
        OldestSoftware = file.OldestSoftware,
        Parameters = file.Parameters is { } parameters
            ? ParameterFile.Read(Path.Combine(folder, parameters))
            : TerminalParameters.None,
        Terminals =
        [
            .. from line in file.Terminals
               select new TerminalSettings(
                   new TerminalId(line.Terminal), new MerchantId(line.Merchant), line.Name,
                   KeyFile.Load(vault, KeyUse.Master, folder, line.Master)),
        ],
        Routes =
        [
            .. from line in file.Issuers
               select new RouteSettings(
                   new IssuerId(line.Issuer), line.Prefixes, own.To(line, time),
                   KeyFile.Load(vault, KeyUse.Pin, folder, line.PinKey),
                   MacLine.Load(vault, folder, line.MacKey, line.Mac))
               {
                   Mac = MacLine.Read(line.Mac),
                   Dialect = FormLine.Read(line.Form),
                   Order = OrderLine.Read(line.Order),
                   Maintenance = [.. line.Maintenance.Select(one => one.Read(line.Issuer))],
               },
        ],
    };

    /// <summary>An acquirer's host, and what it shares with us.</summary>
    public static HostSettings From(HostLine line, string folder, KeyVault vault) => new()
    {
        AcquirerId = line.Acquirer,
        Dialect = FormLine.Read(line.Form),
        PinKey = line.PinKey is null ? null : KeyFile.Load(vault, KeyUse.Pin, folder, line.PinKey),
        MacKey = line.MacKey is null ? null : MacLine.Load(vault, folder, line.MacKey, line.Mac),
        Mac = MacLine.Read(line.Mac),
    };
}

/// <summary>
/// Lines as configurations name them: a host and port, with TLS where the peer's certificate is named.
/// </summary>
static class Lines
{
    public static ILine To(string name, string host, string? tlsName, TimeProvider time) =>
        new TcpLine(
            name, HostPort.Peer(host), FrameFormat.TwoBytes, time,
            tlsName is null ? null : new SslClientAuthenticationOptions { TargetHost = tlsName });
}
