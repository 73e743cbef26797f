namespace Clearswipe.Vocabulary;

/// <summary>What two sides of a settlement compare: what cards paid, and what was given back to them.</summary>
public readonly record struct SettlementTotals(Money Debits, int DebitCount, Money Credits, int CreditCount)
{
    /// <summary>Nothing, in renminbi.</summary>
    public static readonly SettlementTotals None = new(Money.Fen(0), 0, Money.Fen(0), 0);

    /// <summary>What is owed in the end: below nothing when more was given back than paid.</summary>
    public Money Net => Debits - Credits;

    /// <summary>The same with one more, on the side on which its service counts.</summary>
    public SettlementTotals With(Service service, Money amount) => service.Side() switch
    {
        SettlementSide.Debit => this with { Debits = Debits + amount, DebitCount = DebitCount + 1 },
        SettlementSide.Credit => this with { Credits = Credits + amount, CreditCount = CreditCount + 1 },
        SettlementSide.None => this,
        _ => throw new InvariantException("a service counts as a debit, a credit, or not at all"),
    };
}
