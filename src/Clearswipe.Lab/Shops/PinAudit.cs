using Clearswipe.Lab.Cards;
using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Shops;

/// <summary>
/// What must hold of PINs: no card is guessed more often than its tries allow, and a till says nothing about a PIN that
/// no issuer said.
/// </summary>
static class PinAudit
{
    private static readonly HashSet<string> WrongPin = ["55", "75"];
    private static readonly HashSet<string> AboutPin = ["38", "55", "75"];

    // Money is looked at behind the PIN: these answers follow a right one (or a tap that asked for none).
    private static readonly HashSet<string> RightPin = ["00", "10", "13", "51", "61", "65"];

    public static IEnumerable<Violation> Of(
        Shop shop, IReadOnlyList<TillCharge> charges, IReadOnlyList<AttemptView> attempts) =>
        [.. shop.Banks.SelectMany(bank => Guessed(shop, bank)), .. Invented(charges, attempts)];

    // M7: crash, replay and restart never give a try back; only a right PIN or the bank's officer does.
    private static IEnumerable<Violation> Guessed(Shop shop, IssuerStation bank) =>
        from card in bank.Issuer.Cards()
        let model = shop.World.Cards.First(model => model.Pan.ToString() == card.Masked)
        where MostGuesses(Happened(bank.Database, card.Token), model) > Limits.PinTriesAllowed
        select new Violation("M7 tries are never lost", $"{model.Name} was guessed more than three times");

    private static int MostGuesses(IReadOnlyList<string> codes, CardModel model)
    {
        var (most, guesses) = (model.TriesSpent, model.TriesSpent);
        foreach (var code in codes)
        {
            guesses = RightPin.Contains(code) ? 0 : guesses + (WrongPin.Contains(code) ? 1 : 0);
            most = Math.Max(most, guesses);
        }

        return most;
    }

    /// <summary>
    /// The codes said about a card in their order; an unlock stands among them as if the PIN had been right.
    /// </summary>
    private static IReadOnlyList<string> Happened(Database bank, string token)
    {
        const string sql = """
            select at, 1 as place, code from authorisation where token = @token
            union all
            select at, 0, '00' from unlocking where token = @token
            order by at, place
            """;
        return bank.Read(session => session.Query(sql, row => row.GetString(2), ("@token", token)));
    }

    // M8: a verdict about a PIN at a till is the one that the switch heard for the same attempt.
    private static IEnumerable<Violation> Invented(
        IReadOnlyList<TillCharge> charges, IReadOnlyList<AttemptView> attempts)
    {
        var said = attempts.ToDictionary(attempt => attempt.Id, attempt => attempt.Code?.Value);
        return
            from charge in charges
            where charge.Code is { } code && AboutPin.Contains(code)
            where said.GetValueOrDefault(charge.Attempt) != charge.Code
            select new Violation("M8 no PIN verdict without evidence", $"{charge.Attempt} is {charge.Code} here alone");
    }
}
