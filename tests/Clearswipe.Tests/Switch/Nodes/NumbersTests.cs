using Clearswipe.Lab.Time;
using Clearswipe.Switch;
using Clearswipe.Switch.Nodes;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearswipe.Tests.Switch.Nodes;

/// <summary>Numbers rise and never repeat, also beyond the block that a node began with.</summary>
public sealed class NumbersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-numbers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_nodes_that_use_up_their_blocks_never_give_the_same_number()
    {
        var kernel = new Kernel(7);
        kernel.Run(() => UseUp(kernel));
    }

    private async Task UseUp(Kernel kernel)
    {
        await using var database = SwitchNode.OpenDatabase(Path.Combine(_folder, "switch.db"));
        var surroundings = new Surroundings(kernel.Time, kernel.Chance, NullLoggerFactory.Instance);
        List<Numbers> nodes = [await Node(), await Node()];
        var (given, last) = (new HashSet<long>(), new long[2]);
        for (var i = 0; i < 5 * Limits.NumbersAtOnce; i++)
        {
            var node = i % 2;
            var number = nodes[node].Next();
            Assert.True(number > last[node] && given.Add(number));
            Assert.Equal(number, nodes[node].Last);
            last[node] = number;
            // Now and then the loop has to give way, as a switch does with every message.
            if (i % 10_000 == 0)
                await Task.Delay(TimeSpan.FromMilliseconds(1), kernel.Time);
        }

        async Task<Numbers> Node() => new(database, surroundings, NullLogger.Instance, await database.Write(session =>
            NumberTable.Take(session, Limits.NumbersAtOnce, surroundings.Now)));
    }
}
