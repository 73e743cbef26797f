using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Advice;

/// <summary>How near a card is to being locked by one more wrong PIN.</summary>
static class LockRisk
{
    // Ours, until resolved cases say better: an issuer never tells online, and may count tries made elsewhere.
    private const double AfterOneWrongPin = 0.05;
    private const double AfterTwoWrongPins = 0.8;
    private const double WithSeveralLeft = 0.01;

    /// <summary>P(one more wrong PIN locks the card).</summary>
    public static double Of(Case @case)
    {
        if (@case.Shows("tries-left", "one"))
            return 1;
        // A chip that says "several" has not counted the PINs that went to the issuer (EMV Book 3, tag 9F17).
        return @case.WrongPins switch
        {
            0 => WithSeveralLeft,
            1 => AfterOneWrongPin,
            _ => AfterTwoWrongPins,
        };
    }

    /// <summary>What must be said before the PIN is asked for again; null when nothing need be.</summary>
    public static Bilingual? Warning(Case @case)
    {
        if (@case.Shows("tries-left", "one"))
            return @case.Book.Phrase("pin.last-try");
        return @case.WrongPins >= 2 ? @case.Book.Phrase("pin.may-lock") : null;
    }
}
