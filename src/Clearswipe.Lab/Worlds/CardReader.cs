using Clearswipe.Issuer.Cards;
using Clearswipe.Lab.Cards;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Worlds;

/// <summary>
/// Reads a card of a world. Its number is never written in a file: it comes from its bank and its account.
/// </summary>
static class CardReader
{
    private const int LongestAccount = 999_999_999;

    public static CardModel Read(WorldPage page, IReadOnlyList<IssuerModel> issuers)
    {
        var issuer = issuers.FirstOrDefault(bank => bank.Id.Value == page.Text("issuer"))
            ?? throw page.FaultAt("issuer", $"there is no issuer \"{page.Text("issuer")}\"");
        return new CardModel
        {
            Name = page.Text("name"),
            Title = page.Bilingual("title"),
            Issuer = issuer.Id,
            Pan = AccountNumbers.Of(issuer.Bin, Account(page)),
            Expiry = Digits(page, "expiry", 4, "3012"),
            ServiceCode = Digits(page, "service", 3, "220"),
            Pin = Digits(page, "pin", 6, "135790"),
            Balance = page.Yuan("balance", Money.Fen(1_000_000)),
            Limits = new DailyLimits(
                page.Yuan("daily-limit", DailyLimits.Usual.Amount), page.Whole("daily-count", DailyLimits.Usual.Count)),
            Status = page.Choice("status", CardStatus.Active),
            TriesSpent = page.Whole("tries-spent", 0, Vocabulary.Limits.PinTriesAllowed),
            Stripe = page.Choice("stripe", StripeCondition.Good),
            Chip = page.Choice("chip", ChipCondition.Good),
            IsContactless = page.YesNo("contactless"),
            Often = page.Whole("often", 1),
        };
    }

    private static int Account(WorldPage page) =>
        page.Whole("account", 0) is >= 1 and <= LongestAccount and var account
            ? account
            : throw page.FaultAt("account", "\"account\" is a number from 1");

    private static string Digits(WorldPage page, string key, int length, string otherwise)
    {
        var digits = page.Text(key, otherwise);
        return digits.Length == length && digits.All(char.IsAsciiDigit)
            ? digits
            : throw page.FaultAt(key, $"\"{key}\" has {length} digits");
    }
}
