using Clearswipe.Remedy;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Prompts;

/// <summary>What is said in a phase: to the cashier, to the customer, and by voice.</summary>
sealed record Prompt(Bilingual Cashier, Bilingual Customer, Bilingual Spoken);

/// <summary>Finds the catalogue's words for where the till stands. It has no words of its own.</summary>
sealed class Prompter(Advisor advisor)
{
    public Prompt Starting => Same("sale.after-restart");

    public Prompt SigningOn => Same("sale.signing-on");

    public Prompt OutOfOrder => new(Say("sale.out-of-order"), Say("customer.out-of-order"), Bilingual.Nothing);

    public Prompt Idle => new(Say("sale.idle"), Say("customer.welcome"), Bilingual.Nothing);

    public Prompt Reading => Same("sale.leave-card");

    public Prompt Sending => Same("sale.sending");

    public Prompt Checking => Same("sale.checking");

    public Prompt Reversing => Same("sale.reversing");

    public Prompt Wallet => Same("sale.scan-qr");

    public Prompt Parked => Same("sale.parked");

    public Prompt HandedOver => Same("sale.moved");

    public Prompt Cancelled => new(Say("sale.cancelled"), Say("customer.not-charged"), Say("customer.not-charged"));

    public Prompt CancelRequested => Same("sale.cancel-requested");

    public Prompt Reversed => Same("sale.reversed");

    public Prompt PaidCash => new(Say("sale.paid-cash"), Say("customer.thanks"), Say("customer.thanks"));

    public Prompt PaidByCode => new(Say("sale.paid-qr"), Say("customer.thanks"), Say("customer.thanks"));

    public Prompt Paid => new(Say("sale.approved"), Say("customer.thanks"), Say("customer.thanks"));

    public Prompt PresentCard(IReadOnlyList<ReadMethod> methods, Money due)
    {
        var words = Say(PhraseOf(methods));
        return new(words, words, Joined(Say("sale.amount-due").With("amount", due.Spoken), words));
    }

    /// <summary>The voice says the amount and the step; it has no way to say a digit.</summary>
    public Prompt EnterPin(Money due, bool isAgain) => isAgain
        ? Same("sale.enter-pin-again")
        : new(Say("sale.enter-pin"), Say("sale.enter-pin"), Say("pin.spoken-amount").With("amount", due.Spoken));

    public Prompt Partly(Money paid)
    {
        var words = Say("sale.approved-partly").With("amount", paid.ToString());
        return new(words, words, Say("sale.approved-partly").With("amount", paid.Spoken));
    }

    public Prompt Of(Counsel counsel) => new(counsel.Cashier, counsel.Customer, counsel.Customer);

    public Bilingual Of(Notice notice, DateTimeOffset now, TimeZoneInfo zone)
    {
        string Clock(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).ToString("MM-dd HH:mm");
        return notice switch
        {
            Notice.Maintenance(var issuer, var from, var until) when from > now =>
                Say("notice.maintenance-ahead").With("issuer", issuer.Value)
                    .With("from", Clock(from)).With("until", Clock(until)),
            Notice.Maintenance(var issuer, _, var until) =>
                Say("notice.maintenance").With("issuer", issuer.Value).With("until", Clock(until)),
            Notice.IssuerDown(var issuer, _) => Say("notice.issuer-down").With("issuer", issuer.Value),
            _ => throw new InvariantException("a notice is of maintenance or of an issuer that is down"),
        };
    }

    public Bilingual BankBack => Say("sale.bank-back");

    public Bilingual Say(string id) => advisor.Phrase(id);

    private Prompt Same(string id) => new(Say(id), Say(id), Say(id));

    private static Bilingual Joined(Bilingual first, Bilingual second) =>
        new($"{first.Zh}。{second.Zh}", $"{first.En}. {second.En}");

    private static string PhraseOf(IReadOnlyList<ReadMethod> methods) => methods switch
    {
        [ReadMethod.Chip] => "sale.insert",
        [ReadMethod.Tap] => "sale.tap",
        [ReadMethod.Swipe] => "sale.swipe",
        [ReadMethod.Chip, ReadMethod.Tap] => "sale.insert-or-tap",
        _ => "sale.present-card",
    };
}
