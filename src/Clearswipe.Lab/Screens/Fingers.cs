using Clearswipe.Counter.Keypads;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Devices;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Screens;

/// <summary>Something a customer's fingers do when a PIN is asked for.</summary>
sealed record Fingers(Bilingual Name, Func<SimKeypad, LabCard, Task> Do)
{
    private const int TypedWhenTooShort = 2;

    public static readonly IReadOnlyList<Fingers> All =
    [
        new(BenchWords.TypesRight, (pad, card) => pad.Type(card.Model.RevealPin(), default)),
        // The same slip each time: a second press is "the same wrong PIN again".
        new(BenchWords.Mistypes, (pad, card) => pad.Type(Slip(card.Model.RevealPin()), default)),
        new(BenchWords.TooShort, (pad, card) => pad.Type(card.Model.RevealPin()[..TypedWhenTooShort], default)),
        new(BenchWords.FingerStays, (pad, card) => WithFingerOn(pad, card)),
        new(BenchWords.StrikesTwice, (pad, card) => Doubly(pad, card)),
        new(BenchWords.WalksAway, (pad, _) => pad.Strike(PadKey.Cancel, default)),
    ];

    private static string Slip(string pin) => pin[..^1] + (char)('0' + ((pin[^1] - '0' + 1) % 10));

    private static async Task WithFingerOn(SimKeypad pad, LabCard card)
    {
        pad.CoveredKey = (PadKey)(card.Model.RevealPin()[0] - '0');
        await pad.Type(card.Model.RevealPin(), default);
        pad.CoveredKey = null;
    }

    private static async Task Doubly(SimKeypad pad, LabCard card)
    {
        pad.StrikesTwice = true;
        await pad.Type(card.Model.RevealPin(), default);
        pad.StrikesTwice = false;
    }
}
