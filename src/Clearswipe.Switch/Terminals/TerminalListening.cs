using Clearswipe.Wire.Framing;
using Microsoft.AspNetCore.Connections;

namespace Clearswipe.Switch.Terminals;

/// <summary>Lets terminals in through Kestrel; TLS stands before it, by UseHttps on the same listener.</summary>
public static class TerminalListening
{
    /// <summary>Every connection of the listener is a link of a terminal or of a concentrator.</summary>
    public static void UseSwitch(this IConnectionBuilder listener, SwitchNode node, TimeProvider time) =>
        listener.Run(connection => Serve(connection, node, time));

    private static Task Serve(ConnectionContext connection, SwitchNode node, TimeProvider time)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        var stream = new TwoWayStream(input.AsStream(), output.AsStream());
        return node.ServeTerminal(new StreamLink(stream, FrameFormat.TwoBytes, time), connection.ConnectionClosed);
    }
}
