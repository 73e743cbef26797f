using Clearswipe.Vocabulary;

namespace Clearswipe.Issuer.Authorisations;

/// <summary>What the issuer once decided about a sale, and whether that was undone.</summary>
public sealed record AuthorisationView(
    DateTimeOffset At, TerminalId Terminal, string Rrn, string CardToken, Money Amount, ResponseCode Code,
    bool IsReversed)
{
    /// <summary>What the card still pays for it.</summary>
    public Money Debit => Code.IsApproval && !IsReversed ? Amount : Amount with { MinorUnits = 0 };
}
