using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>Reader and card: what contacts, flux and field give, and the word that the reader makes of it.</summary>
static class CardParts
{
    private const string Reader = "reader-1";

    public static bool Read(Scene scene)
    {
        if (scene.ReaderIsDead)
        {
            scene.Saw(at => new Observation.ReaderSilent(at, Reader));
            return false;
        }

        var handling = scene.Handling;
        scene.Handling = Handling.Fine;
        return scene.Method switch
        {
            ReadMethod.Chip => Chip(scene, handling),
            ReadMethod.Tap => Tap(scene, handling),
            ReadMethod.Swipe => Swipe(scene, handling),
            _ => throw new InvariantException("a card is inserted, tapped or swiped"),
        };
    }

    private static bool Chip(Scene scene, Handling handling)
    {
        var result = ChipResult(scene, handling);
        scene.Saw(at => new Observation.ChipWasRead(
            at, Reader, result, null, result == ChipRead.Good ? scene.Card.Token : null));
        if (result == ChipRead.Good && scene.Card.Chip == ChipState.NotInParameters)
        {
            scene.Saw(at => new Observation.ApplicationUnknown(at, "A000000999"));
            return false;
        }

        return result == ChipRead.Good;
    }

    private static ChipRead ChipResult(Scene scene, Handling handling)
    {
        var (card, draws) = (scene.Card, scene.Draws);
        if (handling == Handling.WrongWay || !card.HasChip)
            return ChipRead.Silent;
        if (draws.Happens("chip-through-dirt", scene.ReaderDirt) || (scene.Oddity == "chip"))
            return draws.Weighted("dirty-contacts", PoorContact);
        if (card.Chip == ChipState.Dirty && draws.Happens("chip-contact", card.Badness))
            return draws.Weighted("dirty-chip", PoorContact);
        if (handling == Handling.RemovedEarly)
            return draws.Happens("out-in-mid-command", 0.07) ? ChipRead.Failed : ChipRead.RemovedEarly;
        return card.Chip switch
        {
            ChipState.Damaged => draws.Weighted("damaged-chip", BrokenChip),
            ChipState.CardBlocked => ChipRead.CardBlocked,
            ChipState.ApplicationBlocked => ChipRead.ApplicationBlocked,
            ChipState.NotSupported => ChipRead.NoKnownApplication,
            _ => ChipRead.Good,
        };
    }

    // A contact that is not made gives no answer to reset; one that is made badly garbles it, or breaks off later.
    private static readonly (ChipRead, double)[] PoorContact =
        [(ChipRead.Silent, 0.55), (ChipRead.BadAnswerToReset, 0.2), (ChipRead.Failed, 0.25)];
    private static readonly (ChipRead, double)[] BrokenChip =
        [(ChipRead.Silent, 0.65), (ChipRead.BadAnswerToReset, 0.1), (ChipRead.Failed, 0.25)];

    private static bool Tap(Scene scene, Handling handling)
    {
        var (card, draws) = (scene.Card, scene.Draws);
        // An aerial does not mind dirt, and a chip that lost its contacts still has its aerial, mostly.
        var isMute = !card.IsContactless
            || (card.Chip == ChipState.Damaged && draws.Happens("aerial-broken-too", 0.6)) || scene.Oddity == "chip";
        var result = handling == Handling.TapUnfinished ? draws.Weighted("tap", Unfinished)
            : isMute ? TapRead.NothingInField
            : card.Chip is ChipState.CardBlocked or ChipState.ApplicationBlocked or ChipState.NotSupported
                or ChipState.NotInParameters ? TapRead.Failed
            : TapRead.Good;
        scene.Saw(at => new Observation.CardWasTapped(at, Reader, result, result == TapRead.Good ? card.Token : null));
        return result == TapRead.Good;
    }

    private static readonly (TapRead, double)[] Unfinished =
    [
        (TapRead.NothingInField, 0.3), (TapRead.SeveralCards, 0.25), (TapRead.InsertInstead, 0.15),
        (TapRead.Failed, 0.3),
    ];

    private static bool Swipe(Scene scene, Handling handling)
    {
        var result = StripeResult(scene, handling);
        var whole = result is StripeRead.Good or StripeRead.HasChip;
        scene.Saw(at => new Observation.StripeWasRead(at, Reader, result, whole ? scene.Card.Token : null));
        return result == StripeRead.Good;
    }

    private static StripeRead StripeResult(Scene scene, Handling handling)
    {
        var (card, draws) = (scene.Card, scene.Draws);
        if (card.Stripe == StripeState.Demagnetised)
            return draws.Happens("some-flux-left", 0.1) ? StripeRead.NoSentinels : StripeRead.NoFlux;
        if (draws.Happens("stripe-through-dirt", scene.ReaderDirt))
            return draws.Weighted("dirty-head", DirtyHead);
        if (handling == Handling.Unsteady)
            return draws.Weighted("unsteady-stroke", UnsteadyStroke);
        if (card.Stripe == StripeState.Scratched && draws.Happens("scratch-hit", card.Badness))
            return draws.Weighted("scratch", Scratch);
        if (card.NumberIsMisread && draws.Happens("check-digit-fails", 0.4))
            return StripeRead.LuhnFailed;
        // The service code says that there is a chip; a terminal of old does not look at it and is answered 45.
        return card.HasChip && !scene.World.Counter.FallbackAllowed && draws.Happens("service-code-read", 0.95)
            ? StripeRead.HasChip
            : StripeRead.Good;
    }

    private static readonly (StripeRead, double)[] DirtyHead =
    [
        (StripeRead.NoSentinels, 0.5), (StripeRead.ParityErrors, 0.2), (StripeRead.LrcFailed, 0.15),
        (StripeRead.NoFlux, 0.15),
    ];
    private static readonly (StripeRead, double)[] UnsteadyStroke =
    [
        (StripeRead.NoSentinels, 0.7), (StripeRead.ParityErrors, 0.1), (StripeRead.LrcFailed, 0.15),
        (StripeRead.NoFlux, 0.05),
    ];
    private static readonly (StripeRead, double)[] Scratch =
        [(StripeRead.ParityErrors, 0.7), (StripeRead.LrcFailed, 0.2), (StripeRead.NoSentinels, 0.1)];
}
