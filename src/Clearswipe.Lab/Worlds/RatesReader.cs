namespace Clearswipe.Lab.Worlds;

/// <summary>Reads how often things go wrong in a random run.</summary>
static class RatesReader
{
    public static Rates Read(WorldPage page)
    {
        var rates = new Rates
        {
            LineDown = page.Share("line-down"),
            AnswerLost = page.Share("answer-lost"),
            RequestLost = page.Share("request-lost"),
            AnswerLate = page.Share("answer-late"),
            MessageDoubled = page.Share("message-doubled"),
            BitFlipped = page.Share("bit-flipped"),
            LineCut = page.Share("line-cut"),
            IssuerDown = page.Share("issuer-down"),
            BankLineFlaps = page.Share("bank-line-flaps"),
            ReaderDirty = page.Share("reader-dirty"),
            KeypadStuck = page.Share("keypad-stuck"),
            KeyCovered = page.Share("key-covered"),
            KeysLost = page.Share("keys-lost"),
            PaperOut = page.Share("paper-out"),
            PrinterFault = page.Share("printer-fault"),
            TillKilled = page.Share("till-killed"),
            SwitchKilled = page.Share("switch-killed"),
            IssuerKilled = page.Share("issuer-killed"),
            MessageReordered = page.Share("message-reordered"),
            MessageStale = page.Share("message-stale"),
            FrameBroken = page.Share("frame-broken"),
            OneWayOnly = page.Share("one-way-only"),
            SlowDrip = page.Share("slow-drip"),
            PowerCut = page.Share("power-cut"),
            ClockJumped = page.Share("clock-jumped"),
            ProcessPaused = page.Share("process-paused"),
            RestartLoop = page.Share("restart-loop"),
            CashierCancels = page.Share("cashier-cancels"),
            PaysTwice = page.Share("pays-twice"),
        };
        page.Close();
        return rates;
    }
}
