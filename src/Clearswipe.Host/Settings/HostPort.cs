using System.Globalization;
using System.Net;
using Clearswipe.Host.Commands;

namespace Clearswipe.Host.Settings;

/// <summary>"host:port" as people write it, such as 10.0.0.7:9000 or [::1]:9000.</summary>
static class HostPort
{
    public static DnsEndPoint Peer(string written) =>
        Split(written) is var (host, port) && port > 0
            ? new DnsEndPoint(host, port)
            : throw Trouble.Use($"\"{written}\" is no host and port.", "Write it like 10.0.0.7:9000.");

    public static IPEndPoint Own(string written) =>
        Split(written) is var (host, port)
            && IPAddress.TryParse(host == "localhost" ? "127.0.0.1" : host, out var address)
            ? new IPEndPoint(address, port)
            : throw Trouble.Use(
                $"\"{written}\" is no address to listen at.", "Write it like 0.0.0.0:9000; port 0 takes any free one.");

    private static (string Host, int Port)? Split(string written)
    {
        var at = written.LastIndexOf(':');
        return at > 0
            && int.TryParse(written[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port <= IPEndPoint.MaxPort
            ? (written[..at].Trim('[', ']'), port)
            : null;
    }
}
