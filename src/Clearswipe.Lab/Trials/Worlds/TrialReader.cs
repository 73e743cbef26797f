using System.Globalization;
using Clearswipe.Lab.Worlds;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Worlds;

/// <summary>Reads the keys of a trial's file; each is described in the README of the folder.</summary>
static class TrialReader
{
    /// <summary>A trial may be like another one: then it has whatever it does not say itself from there.</summary>
    public static TrialWorld Read(WorldPage page)
    {
        var like = page.Has("like") ? ReadLike(page) : null;
        T Own<T>(string key, Func<T> read, Func<TrialWorld, T> theirs) =>
            like is null || page.Has(key) ? read() : theirs(like);
        var world = new TrialWorld
        {
            Name = page.Text("trial"),
            About = page.Bilingual("about"),
            Start = Own("start", () => ReadStart(page), there => there.Start),
            Codes = Own("codes", () => page.Text("codes"), there => there.Codes),
            Every = Own("every", () => page.Span("every"), there => there.Every),
            HeldBack = Own("held-back", () => page.Words("held-back"), there => there.HeldBack),
            Faults = Own("faults", () => page.Each("faults", ReadFault), there => there.Faults),
            Dialect = ReadDialect(page, like),
            People = ReadPeople(page, like?.People ?? new PeopleModel()),
            Counter = ReadCounter(page, like?.Counter ?? new CounterModel()),
            Costs = ReadCosts(page, like),
        };
        page.Close();
        return Whole(world, page);
    }

    private static TrialWorld ReadLike(WorldPage page) =>
        TrialWorld.Embedded.Contains(page.Text("like"))
            ? TrialWorld.Find(page.Text("like"))
            : throw page.FaultAt("like", $"a trial is like one of {string.Join(", ", TrialWorld.Embedded)}");

    private static DateTimeOffset ReadStart(WorldPage page) =>
        DateTimeOffset.TryParse(
            page.Text("start"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? start
            : throw page.FaultAt("start", "\"start\" is no moment such as 2026-03-02T09:00:00+08:00");

    private static FaultModel ReadFault(WorldPage page)
    {
        if (!page.Has("fault"))
            throw page.Fault("\"fault\" is missing");
        var rate = page.Number("rate");
        if (rate <= 0)
            throw page.FaultAt("rate", "\"rate\" is missing or not above zero");
        return new(page.Choice("fault", FaultKind.Transient), page.Text("family"), rate)
        {
            Strength = page.Has("strength") ? page.Share("strength") : 0.5,
            Lasts = page.Span("lasts").TotalSeconds,
            Grip = page.Share("grip"),
            Brings = page.Has("brings") ? page.Choice("brings", FaultKind.Transient) : null,
            BringsShare = page.Share("brings-share"),
            Known = page.Share("known"),
        };
    }

    private static Dictionary<Condition, IReadOnlyList<(string Code, double Weight)>> ReadDialect(
        WorldPage page, TrialWorld? like)
    {
        var dialect = like?.Dialect.ToDictionary() ?? [];
        if (!page.Has("dialect"))
            return dialect;
        var own = page.Page("dialect");
        foreach (var condition in Enum.GetValues<Condition>())
        {
            if (own.Weights(Spelling.Hyphenated(condition.ToString())) is { Count: > 0 } codes)
                dialect[condition] = [.. codes.Select(code => (Code(own, condition, code.Key), code.Value))];
        }

        own.Close();
        return dialect;
    }

    private static string Code(WorldPage page, Condition condition, string code) =>
        ResponseCode.Read(code) is { IsApproval: false }
            ? code
            : throw page.FaultAt(
                Spelling.Hyphenated(condition.ToString()),
                $"\"{code}\" is no code of two letters or digits that refuses");

    private static PeopleModel ReadPeople(WorldPage page, PeopleModel usual)
    {
        if (!page.Has("people"))
            return usual;
        var own = page.Page("people");
        var people = new PeopleModel
        {
            Patience = Seconds(own, "patience", usual.Patience),
            ParkedPatience = Seconds(own, "parked-patience", usual.ParkedPatience),
            AnswersWrongly = Share(own, "answers-wrongly", usual.AnswersWrongly),
            OtherCard = Share(own, "other-card", usual.OtherCard),
            Cash = Share(own, "cash", usual.Cash),
            Wallet = Share(own, "wallet", usual.Wallet),
            Slips = Share(own, "slips", usual.Slips),
            TriesSpent = Share(own, "tries-spent", usual.TriesSpent),
        };
        own.Close();
        return people;
    }

    private static CounterModel ReadCounter(WorldPage page, CounterModel usual)
    {
        if (!page.Has("counter"))
            return usual;
        var own = page.Page("counter");
        var counter = new CounterModel
        {
            SpareTill = Share(own, "spare-till", usual.SpareTill),
            SpareLine = Share(own, "spare-line", usual.SpareLine),
            PinAsked = Share(own, "pin-asked", usual.PinAsked),
            Chips = Share(own, "chips", usual.Chips),
            Contactless = Share(own, "contactless", usual.Contactless),
            FallbackAllowed = own.Has("fallback-allowed") ? own.YesNo("fallback-allowed") : usual.FallbackAllowed,
            Doubles = Share(own, "doubles", usual.Doubles),
            WrongCodes = Share(own, "wrong-codes", usual.WrongCodes),
            Neighbours = own.Has("neighbours") ? own.Number("neighbours") : usual.Neighbours,
        };
        own.Close();
        return counter;
    }

    private static Dictionary<StepKind, double> ReadCosts(WorldPage page, TrialWorld? like)
    {
        var costs = like?.Costs.ToDictionary() ?? [];
        if (!page.Has("costs"))
            return costs;
        var own = page.Page("costs");
        foreach (var kind in Enum.GetValues<StepKind>())
        {
            var key = Spelling.Hyphenated(kind.ToString());
            if (own.Has(key))
                costs[kind] = Seconds(own, key, 0);
        }

        own.Close();
        return costs;
    }

    private static double Share(WorldPage page, string key, double usual) => page.Has(key) ? page.Share(key) : usual;

    private static double Seconds(WorldPage page, string key, double usual) =>
        !page.Has(key) ? usual
        : page.Span(key) > TimeSpan.Zero ? page.Span(key).TotalSeconds
        : throw page.FaultAt(key, $"\"{key}\" is above zero");

    private static TrialWorld Whole(TrialWorld world, WorldPage page)
    {
        if (world.Faults.Count == 0)
            throw page.FaultAt("faults", "a trial has faults");
        if (world.Every <= TimeSpan.Zero)
            throw page.FaultAt("every", "\"every\" is above zero");
        if (world.Faults.GroupBy(fault => fault.Kind).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw page.FaultAt("faults", $"\"{Spelling.Hyphenated(twice.Key.ToString())}\" stands there twice");
        foreach (var condition in Enum.GetValues<Condition>().Where(condition => !world.Dialect.ContainsKey(condition)))
            throw page.FaultAt("dialect", $"\"{Spelling.Hyphenated(condition.ToString())}\" has no codes");
        foreach (var kind in Enum.GetValues<StepKind>().Where(kind => !world.Costs.ContainsKey(kind)))
            throw page.FaultAt("costs", $"\"{Spelling.Hyphenated(kind.ToString())}\" has no cost");
        foreach (var family in world.HeldBack.Where(family => world.Faults.All(fault => fault.Family != family)))
            throw page.FaultAt("held-back", $"no fault is of the family \"{family}\"");
        return world;
    }
}
