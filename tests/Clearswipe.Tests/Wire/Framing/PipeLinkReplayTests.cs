using Clearswipe.Lab.Time;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Tests.Wire.Framing;

/// <summary>A pipe's waits stay in the simulated thread, whoever waits for it and however.</summary>
public sealed class PipeLinkReplayTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Waits_that_end_that_time_out_and_that_are_given_up_never_leave_the_thread()
    {
        var kernel = new Kernel(seed: 1);
        kernel.Run(async () =>
        {
            var (near, far) = PipeLink.CreatePair();
            var echo = Echo(far);
            await near.Send(new byte[] { 1 }, default);
            await near.Receive(default).AsTask().WaitAsync(Second, kernel.Time);
            await Assert.ThrowsAsync<TimeoutException>(
                () => near.Receive(default).AsTask().WaitAsync(Second, kernel.Time));

            using var late = new CancellationTokenSource(Second, kernel.Time);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => near.Receive(late.Token).AsTask());
            await Fill(near, kernel.Time);
            await near.DisposeAsync();
            await echo;
        });

        Assert.True(kernel.Escapes == 0, kernel.FirstEscape);
    }

    private static async Task Fill(ILink link, TimeProvider time)
    {
        using var late = new CancellationTokenSource(Second, time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            for (var i = 0; i < 3 * Limits.MessagesInPipe; i++)
                await link.Send(new byte[] { 1 }, late.Token);
        });
    }

    private static async Task Echo(ILink link)
    {
        while (await link.Receive(default) is Received.Message message)
            try
            {
                await link.Send(message.Bytes, default);
            }
            catch (IOException)
            {
                return;
            }
    }
}
