using System.Net;
using Clearswipe.Host.Commands;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Host.Load;

/// <summary>Answers every frame with itself through the same door and link: what the network alone costs.</summary>
static class EchoServer
{
    public static Task Run(Shell shell, Surroundings around, CancellationToken cancellation) => Commands.Service.Run(
        shell, [new(new IPEndPoint(IPAddress.Loopback, 0), null, Serve)], ".", around,
        stop => Task.Delay(Timeout.InfiniteTimeSpan, shell.Time, stop), cancellation);

    private static async Task Serve(ILink link, CancellationToken cancellation) =>
        await Answerer.Serve(link, 1, bytes => Task.FromResult<Reply>(new Reply.Say(bytes)), cancellation);
}
