using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Authorisations;

/// <summary>What the issuer once decided about a sale, and whether that was undone.</summary>
public sealed record AuthorisationView(
    DateTimeOffset At, TerminalId Terminal, string Rrn, string CardToken, Money Amount, ResponseCode Code,
    bool IsReversed)
{
    public Service Service { get; init; }

    /// <summary>What the card still pays for it.</summary>
    public Money Debit => Code.IsApproval && !IsReversed && Service.Side() == SettlementSide.Debit
        ? Amount
        : Amount with { MinorUnits = 0 };
}
