using Clearswipe.Wire.Framing;
using Microsoft.AspNetCore.Connections;

namespace Clearswipe.Issuer;

/// <summary>Lets the switch in through Kestrel; TLS stands before it, by UseHttps on the same listener.</summary>
public static class SwitchListening
{
    /// <summary>Every connection of the listener is a link from a switch.</summary>
    public static void UseIssuer(this IConnectionBuilder listener, IssuerNode node, TimeProvider time) =>
        listener.Run(connection => Serve(connection, node, time));

    private static Task Serve(ConnectionContext connection, IssuerNode node, TimeProvider time)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        var stream = new TwoWayStream(input.AsStream(), output.AsStream());
        return node.Serve(new StreamLink(stream, FrameFormat.TwoBytes, time), connection.ConnectionClosed);
    }
}
