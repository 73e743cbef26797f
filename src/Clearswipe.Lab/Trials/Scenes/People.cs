using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Trials.Scenes;

/// <summary>What people say when they are asked: what they see, and now and then something else.</summary>
static class People
{
    /// <summary>Null when nobody here could say.</summary>
    public static string? Answer(Scene scene, FindingId question)
    {
        var (truly, otherwise) = question.Value switch
        {
            "card-look" => Look(scene),
            "pin-known" => scene.Card.RemembersWrongly && scene.Draws.Happens("has-doubts", 0.65)
                ? ("unsure", "sure")
                : ("sure", "unsure"),
            "key-feel" => scene.Pad == PadState.KeyStuck ? ("sticks", "well") : ("well", "sticks"),
            _ => (null, null),
        };
        return scene.Draws.Happens("answers-wrongly", scene.World.People.AnswersWrongly) ? otherwise : truly;
    }

    // Wear shows on good cards too, and a demagnetised stripe looks like any other.
    private static (string, string) Look(Scene scene)
    {
        var card = scene.Card;
        if (card.Chip == ChipState.Dirty && scene.Draws.Happens("dirt-shows", 0.75))
            return ("dirty", "clean");
        if ((card.Stripe == StripeState.Scratched || card.Chip == ChipState.Damaged)
            && scene.Draws.Happens("damage-shows", 0.7))
            return ("damaged", "clean");
        return scene.Draws.Happens("looks-worn", 0.08) ? ("dirty", "clean") : ("clean", "dirty");
    }
}
