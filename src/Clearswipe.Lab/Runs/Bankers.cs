using Clearswipe.Issuer.Cards;
using Clearswipe.Issuer.Pins;
using Clearswipe.Lab.Shops;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Runs;

/// <summary>
/// What banks do overnight in a long run: pay salaries in, and unlock the cards of those who came with papers.
/// </summary>
static class Bankers
{
    private static readonly Money Poor = Money.Fen(100_000);

    public static async Task BeginDay(Shop shop, int day)
    {
        foreach (var bank in shop.Banks)
        {
            foreach (var card in bank.Issuer.Cards().Where(card => !IsTroubled(shop, card)))
                await Serve(bank, card, day);
        }
    }

    private static async Task Serve(IssuerStation bank, CardView card, int day)
    {
        if (card.TriesLeft < Limits.PinTriesAllowed)
            await bank.Issuer.Unlock(
                card.Token, new UnlockOrder("officer one", "officer two", "the customer came with papers"));
        if (card.Balance.MinorUnits < Poor.MinorUnits)
            await bank.Issuer.PayIn(card.Token, Poor, $"salary {day} {card.Token}");
    }

    // A card that the world made poor or locked stays so.
    private static bool IsTroubled(Shop shop, CardView card) =>
        shop.World.Cards.Any(model => model.Pan.ToString() == card.Masked
            && (model.TriesSpent > 0 || model.Balance.MinorUnits < Poor.MinorUnits));
}
