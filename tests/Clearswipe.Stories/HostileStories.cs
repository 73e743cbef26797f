using System.Net.Sockets;
using Clearswipe.Issuer.Cards;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Stories;

/// <summary>
/// Strangers at the switch's door: each is told clearly or hung up on, with a line in the log, and a good terminal at
/// the same switch keeps selling.
/// </summary>
public sealed class HostileStories(HostileBench bench) : IClassFixture<HostileBench>
{
    private const int TypeAndEnvelope = 11 + 2;

    [Fact]
    public async Task Random_bytes_are_hung_up_on()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var bytes = new byte[80];
            new Random(seed).NextBytes(bytes);
            await bench.IsDropped(await HostileBench.Knock(bench.SwitchPort, bytes));
        }

        await bench.IsLogged("A terminal's link sent what cannot be answered and is closed");
        await bench.StillSells();
    }

    [Fact]
    public async Task A_browser_at_the_wrong_door_is_hung_up_on()
    {
        await bench.IsDropped(await HostileBench.Knock(bench.SwitchPort, [.. "GET / HTTP/1.1\r\n\r\n"u8]));
        await bench.IsLogged("a length of 18245 where at most 4096 is allowed");
        await bench.StillSells();
    }

    [Fact]
    public async Task A_huge_length_is_refused_before_a_byte_of_it_is_read()
    {
        await bench.IsDropped(await HostileBench.Knock(bench.SwitchPort, 0xFF, 0xFF));
        await bench.IsLogged("a length of 65535 where at most 4096 is allowed");
        await bench.StillSells();
    }

    [Fact]
    public async Task Half_a_frame_and_then_silence_is_hung_up_on_in_its_time()
    {
        await bench.IsDropped(await HostileBench.Knock(bench.SwitchPort, 0, 64, 0x60, 0, 3));
        await bench.IsLogged("half a frame, 5 of 66 bytes: the rest did not arrive in 10 s");
        await bench.StillSells();
    }

    [Fact]
    public async Task A_wrong_MAC_is_told_so_and_charges_nothing()
    {
        await using var forger = await bench.SignedOn("10000002");
        var before = Money(bench);
        var bytes = forger.Signed(forger.NewSale());
        bytes[^1] ^= 1;

        Assert.Equal(ResponseCode.MacError.Value, (await forger.Ask(bytes)).Text(39));

        Assert.Equal(before, Money(bench));
        await bench.IsLogged("the MAC does not fit");
        await bench.StillSells();
    }

    [Fact]
    public async Task An_unknown_terminal_is_told_so()
    {
        using var stranger = await HostileBench.Knock(bench.SwitchPort);
        var asked = new Message("0800").With(11, "000001").With(41, "66666666").With(60, "00000001003");

        Assert.Equal(ResponseCode.UnknownTerminal.Value, await AnswerTo(stranger, HostileTerminal.Plain(asked)));

        await bench.IsLogged("no such terminal is set up");
        await bench.StillSells();
    }

    [Fact]
    public async Task A_field_that_the_dialect_does_not_have_is_told_with_its_place()
    {
        await using var odd = await bench.SignedOn("10000003");
        var before = Money(bench);

        Assert.Equal("30", (await odd.Ask(WithField(50, odd.Signed(odd.NewSale())))).Text(39));

        Assert.Equal(before, Money(bench));
        await bench.IsLogged("DE 50");
        await bench.StillSells();
    }

    [Fact]
    public async Task A_replayed_message_hears_the_first_answer_and_charges_nobody_twice()
    {
        await using var thief = await bench.SignedOn("10000004");
        var bytes = thief.Signed(thief.NewSale());
        var first = await thief.Ask(bytes);
        var before = Money(bench);

        for (var copy = 0; copy < 5; copy++)
        {
            var again = await thief.Ask(bytes);
            Assert.Equal((first.Text(37), first.Text(38), "00"), (again.Text(37), again.Text(38), again.Text(39)));
        }

        Assert.Equal(before, Money(bench));
        await bench.StillSells();
    }

    [Fact]
    public async Task Two_hundred_idle_links_hold_nobody_up()
    {
        var idle = new List<TcpClient>();
        for (var link = 0; link < 200; link++)
            idle.Add(await HostileBench.Knock(bench.SwitchPort));

        await bench.StillSells(10);

        Assert.All(idle, link => Assert.Equal(0, link.Available));
        idle.ForEach(link => link.Dispose());
        await bench.StillSells();
    }

    [Fact]
    public async Task Everything_at_once_harms_nobody_else()
    {
        var strangers = new List<TcpClient>();
        for (var one = 0; one < 20; one++)
        {
            strangers.Add(await HostileBench.Knock(bench.SwitchPort, 0xFF, (byte)one));
            strangers.Add(await HostileBench.Knock(bench.SwitchPort, 0, 2, (byte)one, 0));
            strangers.Add(await HostileBench.Knock(bench.SwitchPort, 0, 9));
        }

        await bench.StillSells(10);
        foreach (var stranger in strangers)
            await bench.IsDropped(stranger);
        Assert.DoesNotContain(bench.Switch.Attempts(1000), attempt => attempt.State == AttemptState.Forwarded);
    }

    internal static long Money(HostileBench bench) =>
        bench.Bank.Cards().Where(CanPay).Sum(card => card.Balance.MinorUnits);

    private static bool CanPay(CardView card) => card.Status == CardStatus.Active;

    private static async Task<string?> AnswerTo(TcpClient stranger, byte[] message)
    {
        var stream = stranger.GetStream();
        await stream.WriteAsync((byte[])[(byte)(message.Length >> 8), (byte)(message.Length & 0xFF), .. message]);
        var frame = new byte[2];
        await stream.ReadExactlyAsync(frame);
        var answer = new byte[(frame[0] << 8) | frame[1]];
        await stream.ReadExactlyAsync(answer);
        Assert.Null(Dialect.UnionPayPos.TryRead(answer.AsMemory(11), out var said));
        return said.Text(39);
    }

    private static byte[] WithField(int field, byte[] message)
    {
        message[TypeAndEnvelope + ((field - 1) / 8)] |= (byte)(0x80 >> ((field - 1) % 8));
        return message;
    }
}
