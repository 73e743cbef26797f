using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Stories;

/// <summary>
/// What each door does with a stranger, whatever is spoken behind it: the terminals' door of the switch, its door for
/// an acquirer's host, and the bank's. Each is bounded and said in the log, and a good terminal keeps selling.
/// </summary>
public sealed class HostileDoorStories(HostileBench bench) : IClassFixture<HostileBench>
{
    private const long MostTaken = 64 * 1024 * 1024;

    /// <summary>A door, and how the log begins to speak of its links.</summary>
    public static TheoryData<string, string> Doors => new()
    {
        { "terminals", "A terminal's link" },
        { "host", "Acquirer 00020000: " },
        { "bank", "Issuer harbour: " },
    };

    [Theory, MemberData(nameof(Doors))]
    public async Task Random_bytes_are_hung_up_on(string door, string said)
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var bytes = new byte[80];
            new Random(seed).NextBytes(bytes);
            bytes[0] |= 0x80;
            await bench.IsDropped(await HostileBench.Knock(PortOf(door), bytes));
        }

        await bench.IsLogged(said);
        await bench.StillSells();
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_slow_drip_does_not_hold_a_link_for_ever(string door, string said)
    {
        var drip = await HostileBench.Knock(PortOf(door), 3, 0xE8);
        await bench.IsDropped(drip, async stream =>
        {
            try
            {
                await stream.WriteAsync(new byte[] { 0x60 });
            }
            catch (IOException)
            {
                // The drop has already come.
            }
        });
        await bench.IsLogged(said, "of 1002 bytes: the rest did not arrive in 10 s");
        await bench.StillSells();
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task Who_never_reads_is_hung_up_on_and_what_waits_for_it_is_bounded(string door, string said)
    {
        var taken = await bench.NeverReads(PortOf(door), Question(door));

        Assert.InRange(taken, 1, MostTaken);
        await bench.IsLogged(said, "the peer did not take the message in 10 s");
        await bench.StillSells();
    }

    private int PortOf(string door) => door switch
    {
        "terminals" => bench.SwitchPort,
        "host" => bench.HostPort,
        "bank" => bench.BankPort,
        _ => throw new InvariantException("a door is one of the three"),
    };

    // An echo, which is answered without a MAC and without a card.
    private static byte[] Question(string door)
    {
        var message = door == "terminals"
            ? HostileTerminal.Plain(new Message("0820").With(11, "000001").With(41, "10000001")
                .With(60, "00000001301"))
            : Dialect.Iso1987Ascii.Write(
                new Message("0800").With(7, "0302090000").With(11, "000001").With(70, "301"));
        return [(byte)(message.Length >> 8), (byte)(message.Length & 0xFF), .. message];
    }
}
