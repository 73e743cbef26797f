using System.Globalization;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Links;
using Clearswipe.Lab.People;
using Clearswipe.Lab.Shops;
using Clearswipe.Prevention.Maintenance;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Worlds;

/// <summary>Reads the keys of a world's file; each is described in the README of this room.</summary>
static class WorldReader
{
    private const int MostLinks = 8;

    /// <summary>A world may be like another one: then it has whatever it does not say itself from there.</summary>
    public static World Read(WorldPage page)
    {
        var like = page.Has("like") ? ReadLike(page) : null;
        var issuers = like is null || page.Has("issuers") ? page.Each("issuers", ReadIssuer) : like.Issuers;
        var lines = like is null || page.Has("lines") ? page.Each("lines", ReadLine) : like.Lines;
        T Own<T>(string key, Func<T> read, Func<World, T> theirs) =>
            like is null || page.Has(key) ? read() : theirs(like);
        var world = new World
        {
            Name = page.Text("world"),
            About = page.Bilingual("about"),
            Seed = Own("seed", () => (ulong)page.Whole("seed", 1), there => there.Seed),
            Start = Own("start", () => ReadStart(page), there => there.Start),
            Merchant = Own("merchant", () => ReadMerchant(page.Page("merchant")), there => there.Merchant),
            Issuers = issuers,
            Lines = lines,
            Tills = Own("tills", () => page.Each("tills", till => ReadTill(till, lines)), there => there.Tills),
            Cards = Own("cards", () => ReadCards(page, issuers), there => there.Cards),
            People = Own("people", () => page.Each("people", ReadHabit), there => there.People),
            Calendar = Own("calendar", () => ReadCalendar(page), there => there.Calendar),
            Timeline = Own("timeline", () => page.Each("timeline", TwistReader.Read), there => there.Timeline),
            OldestSoftware = Own(
                "oldest-software", () => ReadVersion(page, "oldest-software", "0.0.0"), there => there.OldestSoftware),
            Rates = Own("rates", () => ReadRates(page), there => there.Rates),
        };
        page.Close();
        return Whole(world, page);
    }

    internal static LineFaults ReadFaults(WorldPage page) => new()
    {
        BrokenHop = page.Choice("broken", Hop.None),
        Out = page.Has("out") ? ReadWay(page.Page("out")) : WayFaults.None,
        Back = page.Has("back") ? ReadWay(page.Page("back")) : WayFaults.None,
    };

    private static IReadOnlyList<CardModel> ReadCards(WorldPage page, IReadOnlyList<IssuerModel> issuers) =>
        page.Each("cards", card => CardReader.Read(card, issuers));

    private static World ReadLike(WorldPage page) =>
        World.Embedded.Contains(page.Text("like"))
            ? World.Find(page.Text("like"))
            : throw page.FaultAt("like", $"a world is like one of {string.Join(", ", World.Embedded)}");

    private static Rates ReadRates(WorldPage page) =>
        page.Has("rates") ? RatesReader.Read(page.Page("rates")) : new Rates();

    private static WayFaults ReadWay(WorldPage page)
    {
        var faults = new WayFaults
        {
            IsBlackHole = page.YesNo("black-hole"),
            Loss = page.Share("loss"),
            Delay = page.Span("delay"),
            Jitter = page.Span("jitter"),
            Doubled = page.Share("doubled"),
            BitFlipped = page.Share("bit-flipped"),
        };
        page.Close();
        return faults;
    }

    private static World Whole(World world, WorldPage page)
    {
        if (world.Tills.Count == 0 || world.Issuers.Count == 0 || world.Cards.Count == 0)
            throw page.Fault("a world has tills, issuers and cards");
        if (Twice(world.Cards.Select(card => card.Name)) is { } card)
            throw page.FaultAt("cards", $"two cards are called \"{card}\"");
        if (Twice(world.Tills.Select(till => till.Terminal.Value)) is { } till)
            throw page.FaultAt("tills", $"two tills have the number {till}");
        if (Twice(world.Issuers.Select(bank => bank.Id.Value).Append("switch")) is { } bank)
            throw page.FaultAt("issuers", $"two processes are called \"{bank}\"");
        if (Twice(world.Lines.Select(line => line.Name)) is { } line)
            throw page.FaultAt("lines", $"two lines are called \"{line}\"");
        if (world.Cards.GroupBy(card => card.Pan).FirstOrDefault(group => group.Count() > 1) is { } same)
            throw page.FaultAt("cards", $"{string.Join(" and ", same.Select(card => card.Name))} have one account");
        return world;
    }

    private static string? Twice(IEnumerable<string> names) =>
        names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;

    private static DateTimeOffset ReadStart(WorldPage page) =>
        DateTimeOffset.TryParse(
            page.Text("start"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? start
            : throw page.FaultAt("start", "\"start\" is no moment such as 2026-03-02T09:00:00+08:00");

    private static MerchantModel ReadMerchant(WorldPage page)
    {
        var id = page.Text("id");
        if (id.Length != 15)
            throw page.FaultAt("id", "a merchant's number has fifteen characters");
        var merchant = new MerchantModel(new MerchantId(id), page.Bilingual("name"));
        page.Close();
        return merchant;
    }

    private static TillModel ReadTill(WorldPage page, IReadOnlyList<LineModel> lines)
    {
        var terminal = page.Text("terminal");
        if (terminal.Length != 8 || !terminal.All(char.IsAsciiLetterOrDigit))
            throw page.FaultAt("terminal", "a terminal's number has eight letters or digits");
        var used = page.Words("lines");
        if (used.FirstOrDefault(name => lines.All(line => line.Name != name)) is { } unknown)
            throw page.FaultAt("lines", $"there is no line \"{unknown}\"");
        return new TillModel(new TerminalId(terminal), used, page.YesNo("spare"))
        {
            SoftwareVersion = ReadVersion(page, "software", "0.1.0"),
            IsRegistered = !page.Has("registered") || page.YesNo("registered"),
        };
    }

    private static string ReadVersion(WorldPage page, string key, string otherwise)
    {
        var version = page.Text(key, otherwise);
        return SoftwareVersion.IsOne(version)
            ? version
            : throw page.FaultAt(key, $"\"{key}\" is no version such as 0.1.0");
    }

    private static LineModel ReadLine(WorldPage page) => new(page.Text("name"), ReadFaults(page));

    private static IssuerModel ReadIssuer(WorldPage page)
    {
        var bin = page.Text("bin");
        if (bin.Length != 6 || !bin.All(char.IsAsciiDigit)
            || !bin.StartsWith(AccountNumbers.InventedPrefix, StringComparison.Ordinal))
            throw page.FaultAt("bin", $"\"bin\" is {AccountNumbers.InventedPrefix} and two digits, no real bank's");
        return new IssuerModel(
            new IssuerId(page.Word("id")), page.Bilingual("name"), bin, page.Text("telephone"),
            page.Bilingual("hours"))
        {
            Links = Math.Max(1, page.Whole("links", 1, MostLinks)),
            IsPooled = page.YesNo("pooled"),
        };
    }

    private static Habit ReadHabit(WorldPage page) =>
        new(page.Choice("pin", PinHabit.KnowsIt), page.Share("share"));

    private static MaintenanceCalendar ReadCalendar(WorldPage page)
    {
        if (!page.Has("calendar"))
            return MaintenanceCalendar.Empty;
        return MaintenanceCalendar.Read(page.Text("calendar"), out var fault)
            ?? throw page.FaultAt("calendar", fault!.ToString());
    }
}
