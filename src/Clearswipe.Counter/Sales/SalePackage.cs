using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// An open sale on its way to a spare till: what is still due and what is still unknown, without any card number.
/// An unknown attempt stays with its own till, and the spare one charges no card before it is settled.
/// </summary>
public sealed record SalePackage(
    SaleId Sale, TerminalId From, Money Amount, Money PaidSoFar, IReadOnlyList<UnsettledAttempt> Unsettled)
{
    public Money Due => Amount - PaidSoFar;
}

/// <summary>An attempt whose outcome nobody knows yet.</summary>
public sealed record UnsettledAttempt(AttemptId Attempt, string MaskedCard, Money Amount);
