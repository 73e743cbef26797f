using System.Text;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.Time;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearswipe.Tests.Lab.Links;

public sealed class FaultLineTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    private readonly Kernel _kernel = new(seed: 3);
    private readonly LabPort _port = new("switch");
    private readonly FaultLine _line;
    private readonly Node _server;

    public FaultLineTests()
    {
        var surroundings = new Surroundings(_kernel.Time, _kernel.Chance, NullLoggerFactory.Instance);
        _server = _kernel.NewNode("server");
        _line = new FaultLine("ethernet", _port, surroundings, _kernel.NewNode("network"));
        _port.Listen(Echo, _server);
    }

    [Fact]
    public void A_whole_line_carries_messages_there_and_back() =>
        Assert.Equal(["a", "b", "c"], Exchange("a", "b", "c"));

    [Fact]
    public void Delayed_messages_keep_their_order_and_take_their_time()
    {
        _line.Faults = new()
        {
            Out = new() { Delay = TimeSpan.FromSeconds(2), Jitter = TimeSpan.FromSeconds(5) },
            Back = new() { Delay = TimeSpan.FromSeconds(1) },
        };

        Assert.Equal(["a", "b", "c"], Exchange("a", "b", "c"));
        Assert.InRange(_kernel.Time.Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_dial_fails_at_the_broken_hop()
    {
        _line.Faults = new() { BrokenHop = Hop.Gateway };
        Assert.Equal(Hop.Gateway, Assert.IsType<Dialled.Failed>(Dial()).BrokenHop);
    }

    [Fact]
    public void Nobody_listening_is_a_failed_connection()
    {
        _kernel.Run(_port.Close);
        Assert.Equal(Hop.Connect, Assert.IsType<Dialled.Failed>(Dial()).BrokenHop);
    }

    [Fact]
    public void A_lost_answer_is_silence()
    {
        var link = Connected();
        _line.Next(Way.Back, new Mishap.Lost());

        Assert.Throws<TimeoutException>(() => Ask(link, "0200"));
        Assert.Equal("0800", Ask(link, "0800"));
    }

    [Fact]
    public void A_mishap_can_wait_for_its_type_of_message()
    {
        var link = Connected();
        _line.Next(Way.Out, new Mishap.Lost { Type = "0200" });

        Assert.Equal("0800", Ask(link, "0800"));
        Assert.Throws<TimeoutException>(() => Ask(link, "0200"));
    }

    [Fact]
    public void A_late_answer_is_overtaken()
    {
        _line.Next(Way.Back, new Mishap.Late(TimeSpan.FromSeconds(40)));
        Assert.Equal(["b", "a"], Exchange("a", "b"));
    }

    [Fact]
    public void A_doubled_request_comes_twice()
    {
        _line.Next(Way.Out, new Mishap.Doubled());
        Assert.Equal(["a", "a"], Exchange(["a"], answers: 2));
    }

    [Fact]
    public void A_flipped_bit_changes_exactly_one_bit()
    {
        _line.Next(Way.Out, new Mishap.BitFlipped());
        var answer = Exchange("0200")[0];

        var difference = "0200".Zip(answer, (sent, got) => int.PopCount(sent ^ got)).Sum();
        Assert.Equal(1, difference);
    }

    [Fact]
    public void A_broken_message_ends_in_the_middle()
    {
        _line.Next(Way.Out, new Mishap.Truncated());
        Assert.Equal(["02"], Exchange("0200"));
    }

    [Fact]
    public void A_stale_message_is_the_last_one_of_its_type_once_more()
    {
        var link = Connected();
        Ask(link, "0200 for tea");
        _line.Next(Way.Out, new Mishap.Stale { Type = "0200" });

        Assert.Equal("0200 for tea", Ask(link, "0200 for coffee"));
    }

    [Fact]
    public void A_cut_ends_open_links_and_the_next_dial_stands()
    {
        var link = Connected();
        _line.Cut();

        Assert.IsType<Received.Ended>(_kernel.Run(async () => await link.Receive(Ever)));
        Assert.Equal(["a"], Exchange("a"));
    }

    [Fact]
    public void What_a_killed_sender_had_sent_still_arrives()
    {
        var heard = new List<string>();
        _port.Listen(link => Listen(link, heard), _server);
        _line.Faults = new() { Out = new() { Delay = TimeSpan.FromSeconds(3) } };
        var till = _kernel.NewNode("till");
        _ = till.Start(async () =>
        {
            var link = ((Dialled.Connected)await _line.For("till").Dial(Ever)).Link;
            await link.Send(Encoding.ASCII.GetBytes("0200"), Ever);
        });

        _kernel.RunUntil(_kernel.Time.GetUtcNow() + TimeSpan.FromSeconds(4));
        till.Kill();
        _kernel.Run(() => _line.HangUp("till"));
        _kernel.RunUntil(_kernel.Time.GetUtcNow() + TimeSpan.FromSeconds(4));

        Assert.Equal(["0200", "ended"], heard);
    }

    [Fact]
    public void A_probe_names_the_broken_hop_the_loss_and_the_round_trip()
    {
        _line.Faults = new() { Out = new() { Delay = TimeSpan.FromMilliseconds(80) }, Back = new() { Loss = 0.3 } };
        var unsteady = Probe();
        _line.Faults = new() { BrokenHop = Hop.Name };
        var broken = Probe();

        Assert.Equal(Hop.None, unsteady.BrokenHop);
        Assert.InRange(unsteady.Loss, 0.1, 0.6);
        Assert.Equal(TimeSpan.FromMilliseconds(80), unsteady.RoundTrip);
        Assert.Equal(Hop.Name, broken.BrokenHop);
    }

    [Fact]
    public async Task In_real_time_it_carries_just_the_same()
    {
        var real = new Surroundings(TimeProvider.System, new SeededChance(1), NullLoggerFactory.Instance);
        var port = new LabPort("switch");
        port.Listen(Echo, process: null);
        var line = new FaultLine("4g", port, real)
        {
            Faults = new() { Out = new() { Delay = TimeSpan.FromMilliseconds(5) } },
        };

        var link = ((Dialled.Connected)await line.Dial(Ever)).Link;
        await link.Send(Encoding.ASCII.GetBytes("0800"), Ever);
        var answer = Assert.IsType<Received.Message>(await link.Receive(Ever));

        Assert.Equal("0800", Encoding.ASCII.GetString(answer.Bytes.Span));
        await link.DisposeAsync();
    }

    private Observation.LineProbed Probe() =>
        _kernel.Run(async () => await new LineProbe(
            new Surroundings(_kernel.Time, _kernel.Chance, NullLoggerFactory.Instance)).Probe(_line, Ever));

    private Dialled Dial() => _kernel.Run(async () => await _line.Dial(Ever));

    private ILink Connected() => Assert.IsType<Dialled.Connected>(Dial()).Link;

    private string[] Exchange(params string[] messages) => Exchange(messages, messages.Length);

    private string[] Exchange(string[] messages, int answers)
    {
        var link = Connected();
        return _kernel.Run(async () =>
        {
            foreach (var message in messages)
                await link.Send(Encoding.ASCII.GetBytes(message), Ever);
            var heard = new string[answers];
            for (var i = 0; i < heard.Length; i++)
                heard[i] = await Hear(link);
            return heard;
        });
    }

    private string Ask(ILink link, string message) => _kernel.Run(async () =>
    {
        await link.Send(Encoding.ASCII.GetBytes(message), Ever);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), _kernel.Time);
        try
        {
            return Encoding.ASCII.GetString(((Received.Message)await link.Receive(limit.Token)).Bytes.Span);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException();
        }
    });

    private static async Task<string> Hear(ILink link) =>
        Encoding.Latin1.GetString(Assert.IsType<Received.Message>(await link.Receive(Ever)).Bytes.Span);

    private static async Task Echo(ILink link)
    {
        while (await link.Receive(Ever) is Received.Message(var bytes))
            await link.Send(bytes, Ever);
    }

    private static async Task Listen(ILink link, List<string> heard)
    {
        while (await link.Receive(Ever) is Received.Message(var bytes))
            heard.Add(Encoding.ASCII.GetString(bytes.Span));
        heard.Add("ended");
    }
}
