using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales.Records;

/// <summary>
/// A card as tables may hold it: its token, its truncation, and the number sealed for a reversal alone.
/// </summary>
sealed record CardOnFile(string Token, string Masked, byte[] SealedPan);

/// <summary>
/// An attempt with all that its look-up and its reversal must repeat of it; no track and no PIN block.
/// </summary>
sealed record Charge
{
    public required Attempt Attempt { get; init; }
    public required SaleId Sale { get; init; }
    public required CardOnFile Card { get; init; }
    /// <summary>Field 22 as it was sent.</summary>
    public required string EntryMode { get; init; }
    /// <summary>Field 23 as it was sent.</summary>
    public string? Sequence { get; init; }
    /// <summary>Field 12, local.</summary>
    public required string Time { get; init; }
    /// <summary>Field 13, local.</summary>
    public required string Date { get; init; }
    public required DateTimeOffset At { get; init; }
    /// <summary>How often its reversal was tried.</summary>
    public int Tries { get; init; }

    public Charge After(Proof proof) => this with { Attempt = Attempt.After(proof) };
}

/// <summary>A sale as it is written down. What is paid follows from its attempts and payments.</summary>
sealed record SaleRecord(
    SaleId Id, Money Amount, Money Paid, Receipts.SaleState State, IssuerId? Issuer, string Token,
    DateTimeOffset OpenedAt, DateTimeOffset ChangedAt)
{
    public Money Due => Amount - Paid;
}
