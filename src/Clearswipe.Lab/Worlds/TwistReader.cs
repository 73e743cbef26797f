using Clearswipe.Counter.Keypads;
using Clearswipe.Lab.Links;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Worlds;

/// <summary>Reads one line of a timeline: a moment, and the one thing that happens then.</summary>
static class TwistReader
{
    public static Twist Read(WorldPage page)
    {
        var at = page.Span("at");
        return Line(page, at) ?? Device(page, at) ?? Process(page, at)
            ?? throw page.Fault("a twist names a line, the reader, keypad or printer, or a process to kill or start");
    }

    private static Twist? Line(WorldPage page, TimeSpan at)
    {
        if (!page.Has("line"))
            return null;
        var line = page.Text("line");
        if (page.YesNo("cut"))
            return new Twist.LineIsCut(at, line);
        return page.Has("next")
            ? new Twist.MessageMeets(at, line, page.Choice("way", Way.Out), ReadMishap(page))
            : new Twist.LineIs(at, line, WorldReader.ReadFaults(page));
    }

    private static Mishap ReadMishap(WorldPage page)
    {
        Mishap mishap = page.Text("next") switch
        {
            "lost" => new Mishap.Lost(),
            "late" => new Mishap.Late(page.Span("by")),
            "doubled" => new Mishap.Doubled(),
            "bit-flipped" => new Mishap.BitFlipped(),
            "cut-after" => new Mishap.CutAfter(),
            "truncated" => new Mishap.Truncated(),
            "stale" => new Mishap.Stale(),
            _ => throw page.FaultAt("next", "the next message is lost, late, doubled, bit-flipped or cut-after"),
        };
        return mishap with { Type = page.Has("type") ? page.Text("type") : null };
    }

    private static Twist? Device(WorldPage page, TimeSpan at) =>
        page.Has("reader") ? new Twist.ReaderIs(at, page.Choice("reader", ReaderTrouble.None))
        : page.Has("keypad") ? new Twist.KeypadIs(
            at, page.Choice("keypad", KeypadTrouble.None), page.Choice("key", PadKey.Five))
        : page.Has("printer") ? new Twist.PrinterIs(at, page.Choice("printer", PrinterState.Ready))
        : null;

    private static Twist? Process(WorldPage page, TimeSpan at) =>
        page.Has("kill") ? new Twist.ProcessIs(at, page.Text("kill"), IsAlive: false)
        : page.Has("start") ? new Twist.ProcessIs(at, page.Text("start"), IsAlive: true)
        : null;
}
