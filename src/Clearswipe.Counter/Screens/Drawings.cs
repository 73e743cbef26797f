using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Screens;

/// <summary>The icons of every page as SVG paths in a box of 24 by 24; drawn here, nothing is fetched.</summary>
public static class Drawings
{
    private static readonly Dictionary<string, string> Paths = new()
    {
        ["till"] = "M5 10h14l1 9H4zM8 10V5h8v5M8 14h2M14 14h2M11 17h2",
        ["card"] = "M3 6h18v12H3zM3 10h18M6 15h4",
        ["chip"] = "M4 12h16v9H4zM12 3v6M9 6.5l3 3 3-3M8 16h4v3H8z",
        ["tap"] = "M6 9a5 5 0 0 1 0 6M10 7a9 9 0 0 1 0 10M14 5a13 13 0 0 1 0 14M18 3a17 17 0 0 1 0 18",
        ["swipe"] = "M3 8h11v12H3zM3 12h11M17 5h4M19 3l2 2-2 2M17 5c-2 0-3 1-3 3",
        ["keys"] = "M5 3h14v18H5zM9 8h.01M12 8h.01M15 8h.01M9 12h.01M12 12h.01M15 12h.01M9 16h.01M12 16h.01M15 16h.01",
        ["send"] = "M4 12h14M13 6l6 6-6 6",
        ["look"] = "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12M15 15l5 5",
        ["wait"] = "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v5l3 2",
        ["stop"] = "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16.5v.01",
        ["avoid"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M6 6l12 12",
        ["done"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12l3 3 5-6",
        ["cash"] = "M3 7h18v10H3zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M6 12h.01M18 12h.01",
        ["qr"] = "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v6h-6v-2M17 17h.01",
        ["park"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M10 9v6M14 9v6",
        ["hand-over"] = "M4 8h13M13 4l4 4-4 4M20 16H7M11 12l-4 4 4 4",
        ["printer"] = "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
        ["line"] = "M3 9a13 13 0 0 1 18 0M6 12.5a9 9 0 0 1 12 0M9 16a4.5 4.5 0 0 1 6 0M12 19.5v.01",
        ["lock"] = "M6 11h12v9H6zM9 11V8a3 3 0 0 1 6 0v3",
        ["key"] = "M8 10a4 4 0 1 0 0 8 4 4 0 0 0 0-8M11 11.5L20 4M17 6.5l2.5 2.5M14.5 8.5l2 2",
        ["sound"] = "M4 9v6h4l5 4V5L8 9zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11",
        ["mute"] = "M4 9v6h4l5 4V5L8 9zM16 9.5l5 5M21 9.5l-5 5",
        ["again"] = "M5 12a7 7 0 1 1 2 5M5 20v-4h4",
        ["bell"] = "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
        ["call"] = "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a1 1 0 0 1-1 1A15 15 0 0 1 4 5a1 1 0 0 1 1-1",
        ["more"] = "M9 6l6 6-6 6",
        ["back"] = "M20 6H9l-6 6 6 6h11zM12 10l4 4M16 10l-4 4",
        ["cross"] = "M6 6l12 12M18 6L6 18",
        ["tool"] = "M14 7a4 4 0 0 0 5 5l-8 8a2.5 2.5 0 0 1-4-4l8-8M14 7l3-3a5 5 0 0 0-4 0",
        ["ask"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .9-1 1.7M12 17v.01",
        ["bank"] = "M3 10l9-6 9 6zM5 10v8M10 10v8M14 10v8M19 10v8M3 20h18",
        ["person"] = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21a8 8 0 0 1 16 0",
        ["log"] = "M5 4h14v16H5zM8 8h8M8 12h8M8 16h5",
        ["reader"] = "M7 3h10v12H7zM9 18h6v3H9zM10 7h4",
        ["wave"] = "M13 3L6 13h5l-1 8 7-10h-5z",
        ["shop"] =
            "M4 9l1-5h14l1 5M5 9v11h14V9M4 9a2.7 2.7 0 0 0 5.3 0 2.7 2.7 0 0 0 5.4 0A2.7 2.7 0 0 0 20 9M10 20v-6h4v6",
    };

    public static string Of(string name) =>
        Paths.TryGetValue(name, out var path)
            ? path
            : throw new InvariantException($"there is no icon called {name}");

    /// <summary>How a card is presented, in a picture.</summary>
    public static string Of(ReadMethod method) => method switch
    {
        ReadMethod.Chip => "chip",
        ReadMethod.Tap => "tap",
        ReadMethod.Swipe => "swipe",
        _ => throw new InvariantException("a card is inserted, tapped or swiped"),
    };

    /// <summary>What a step is about, in a picture.</summary>
    public static string Of(StepKind kind) => kind switch
    {
        StepKind.LookUp => "look",
        StepKind.Reverse => "again",
        StepKind.SignOn => "key",
        StepKind.ChangeLine => "line",
        StepKind.InsertChip or StepKind.CleanAndInsertChip => "chip",
        StepKind.Tap => "tap",
        StepKind.SwipeAgain => "swipe",
        StepKind.EnterPinAgain or StepKind.CheckKeypad => "keys",
        StepKind.SendAgain => "send",
        StepKind.OtherCard => "card",
        StepKind.PayCash => "cash",
        StepKind.PayQr => "qr",
        StepKind.Park => "park",
        StepKind.SpareTill => "hand-over",
        StepKind.CheckReader => "reader",
        StepKind.LoadPaper or StepKind.CloseLid or StepKind.ClearCutter or StepKind.LetHeadCool => "printer",
        StepKind.Reprint or StepKind.ShowReceipt => "log",
        StepKind.UpdateSoftware => "tool",
        StepKind.TakeOutOfUse or StepKind.StopSale => "avoid",
        StepKind.AskQuestion => "ask",
        StepKind.CallIssuer or StepKind.CallAcquirer or StepKind.CallProvider or StepKind.CallNetwork => "call",
        _ => throw new InvariantException("every kind of step has a picture"),
    };
}
