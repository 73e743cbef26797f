using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Evidence;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Advice;

/// <summary>Puts a case into words: only what is known is said, and a cause is named only when it is likely.</summary>
static class Wording
{
    // Below this, naming a cause would be guessing aloud.
    public const double SureEnough = 0.6;
    private const int FactsInWhy = 2;

    // A fact that is less than twice as likely under one cause as under the others explains nothing to a person.
    private static readonly double WorthSaying = Math.Log(2);

    public static Bilingual ForCashier(Case @case) =>
        Headline(@case, cause => cause.CashierUntil, cause => cause.Cashier, "sale.blocked");

    public static Bilingual ForCustomer(Case @case) =>
        Headline(@case, cause => cause.CustomerUntil, cause => cause.Customer, "customer.blocked");

    /// <summary>One line of why, for the cashier.</summary>
    public static Bilingual Why(Case @case)
    {
        var said = Weighed(@case, @case.Posterior.Ranked[0]).Take(FactsInWhy)
            .Select(fact => Said(@case, fact))
            .ToList();
        return said.Count == 0
            ? @case.Book.Phrase("why.nothing")
            : new(string.Join("；", said.Select(words => words.Zh)), string.Join("; ", said.Select(words => words.En)));
    }

    /// <summary>The facts that speak for a cause rather than for the others, the heaviest first.</summary>
    public static IEnumerable<Fact> Weighed(Case @case, int cause) =>
        @case.Facts.Where(fact => @case.Posterior.Weight(fact, cause) > WorthSaying)
            .OrderByDescending(fact => @case.Posterior.Weight(fact, cause));

    private static Bilingual Headline(
        Case @case, Func<Cause, Bilingual?> dated, Func<Cause, Bilingual> plain, string unsure)
    {
        if (@case.Situation.OutcomeUnknown)
            return @case.Book.Phrase("sale.checking");
        if (@case.Facts.Count == 0 || @case.Certainty < SureEnough)
            return @case.Book.Phrase(@case.IsPaid ? "sale.approved" : unsure);
        return Announced(@case) is { } notice && dated(@case.Leading) is { } text
            ? text.With("issuer", notice.Issuer.Value).With("until", Clock(notice.Until, @case.Situation.Now))
            : plain(@case.Leading);
    }

    private static Observation.IssuerInMaintenance? Announced(Case @case) =>
        @case.Facts.Select(fact => fact.Because).OfType<Observation.IssuerInMaintenance>().FirstOrDefault();

    private static string Clock(DateTimeOffset moment, DateTimeOffset now) =>
        moment.ToOffset(now.Offset).ToString("HH:mm");

    private static Bilingual Said(Case @case, Fact fact)
    {
        var said = @case.ValueOf(fact).Said;
        return fact.Because is Observation.Answered answered ? said.With("code", answered.Code.Value) : said;
    }
}
