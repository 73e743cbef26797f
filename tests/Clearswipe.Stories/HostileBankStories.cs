using System.Net.Sockets;
using System.Text;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Stories;

/// <summary>Strangers at the bank's door: none of them takes money, and the switch's own link never notices.</summary>
public sealed class HostileBankStories(HostileBench bench) : IClassFixture<HostileBench>
{
    [Fact]
    public async Task What_is_no_frame_is_hung_up_on()
    {
        await bench.IsDropped(await HostileBench.Knock(bench.BankPort, 0xFF, 0xFF));
        await bench.IsDropped(await HostileBench.Knock(bench.BankPort, 0, 64, 0x30));
        await bench.IsLogged("Issuer harbour: the link sent what is no frame and is closed");
        await bench.IsLogged("half a frame, 3 of 66 bytes");
        await bench.StillSells();
    }

    [Fact]
    public async Task What_is_no_message_is_logged_and_not_answered()
    {
        using var stranger = await HostileBench.Knock(bench.BankPort, [0, 4, .. "rot!"u8]);
        await bench.IsLogged("Issuer harbour: dropped a message that cannot be read");

        // The link lives on: a wrong message is no reason to lose those that are under way beside it.
        await Send(stranger, Dialect.Iso1987Ascii.Write(
            new Message("0800").With(7, "0302090000").With(11, "000001").With(70, "301")));
        Assert.Equal("00", (await Receive(stranger)).Text(39));
        await bench.StillSells();
    }

    [Fact]
    public async Task A_sale_with_a_wrong_MAC_is_refused_and_takes_no_money()
    {
        using var forger = await HostileBench.Knock(bench.BankPort);
        var before = HostileStories.Money(bench);
        await Send(forger, Dialect.Iso1987Ascii.WriteSigned(Sale(), static (_, _) => { }));

        Assert.Equal("A0", (await Receive(forger)).Text(39));

        Assert.Equal(before, HostileStories.Money(bench));
        await bench.IsLogged("Issuer harbour: the MAC of 0200");
        await bench.StillSells();
    }

    [Fact]
    public async Task A_forged_reversal_gives_nothing_back()
    {
        await bench.StillSells(1);
        using var forger = await HostileBench.Knock(bench.BankPort);
        var before = HostileStories.Money(bench);
        var paid = bench.Switch.Attempts(1).Single();
        var reversal = Sale("0400").With(37, paid.Rrn).With(39, "98")
            .With(90, $"0200{paid.Id.Trace}0302090000{"99900001",11:D}".Replace(' ', '0') + new string('0', 11));
        await Send(forger, Dialect.Iso1987Ascii.WriteSigned(reversal, static (_, _) => { }));

        Assert.Equal("A0", (await Receive(forger)).Text(39));

        Assert.Equal(before, HostileStories.Money(bench));
        await bench.StillSells();
    }

    private static Message Sale(string type = "0200") => new Message(type)
        .With(2, Host.Wiring.DemoBanks.Card("harbour-good")!.Pan.Reveal()).With(3, "000000").With(4, "000000000100")
        .With(7, "0302090000").With(11, "000777").With(12, "090000").With(13, "0302").With(14, "3012")
        .With(22, "072").With(25, "00").With(32, "99900001").With(37, "123456789012").With(41, "10000001")
        .With(42, "999000000000001").With(49, "156");

    private static async Task Send(TcpClient stranger, byte[] message) => await stranger.GetStream().WriteAsync(
        (byte[])[(byte)(message.Length >> 8), (byte)(message.Length & 0xFF), .. message]);

    private static async Task<Message> Receive(TcpClient stranger)
    {
        var stream = stranger.GetStream();
        var prefix = new byte[2];
        await stream.ReadExactlyAsync(prefix);
        var body = new byte[(prefix[0] << 8) | prefix[1]];
        await stream.ReadExactlyAsync(body);
        Assert.True(Dialect.Iso1987Ascii.TryRead(body, out var message) is null, Encoding.ASCII.GetString(body));
        return message;
    }
}
