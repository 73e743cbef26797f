using System.Text;
using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Links;
using Clearswipe.Counter.Receipts;
using Clearswipe.Store;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales.Records;

/// <summary>
/// What the till writes down before it acts or speaks. Every change of a sale carries its row of evidence in the same
/// unit of work.
/// </summary>
sealed class Journal(Database database, KeyVault vault, TerminalId terminal, Surroundings surroundings)
{
    private const string PanPurpose = "counter.pan";

    private DateTimeOffset Now => surroundings.Now;

    /// <summary>The batch that the host keeps open, as the last sign-on told it.</summary>
    public BatchNumber Batch => new((int)Math.Max(1, database.Read(session => CounterTable.Get(session, "batch"))));

    public Task SetBatch(BatchNumber batch) =>
        database.Write(session => CounterTable.Set(session, "batch", batch.Value));

    /// <summary>A number that was never used before, and will not be after a crash either.</summary>
    public Task<TraceNumber> NextTrace() => database.Write(NextTrace);

    public Task<SaleRecord> OpenSale(Money amount) => database.Write(session =>
    {
        var number = CounterTable.Get(session, "sale") + 1;
        CounterTable.Set(session, "sale", number);
        var sale = NewRecord(SaleId.Of(terminal, number), amount);
        SaleTable.Insert(session, sale);
        session.Append(sale.Id.Value, Now, EvidenceKind.Asked, $"sale of {amount}");
        return sale;
    });

    public Task<SaleRecord> TakeOver(SalePackage package) => database.Write(session =>
    {
        SaleTable.Insert(session, NewRecord(package.Sale, package.Amount));
        ForeignAttemptTable.Replace(session, package.Sale, package.Unsettled);
        if (package.PaidSoFar.IsPositive)
        {
            var reference = $"{package.From}/{package.PaidSoFar.MinorUnits}";
            PaymentTable.Put(
                session, new Payment($"{package.Sale}/{reference}", package.Sale, Means.OtherTill, package.PaidSoFar,
                    WalletOutcome.Paid), Now);
        }

        SaleTable.Recount(session, package.Sale, Now);
        session.Append(
            package.Sale.Value, Now, EvidenceKind.Asked, $"taken over from {package.From}, due {package.Due}");
        return SaleTable.Find(session, package.Sale)!;
    });

    /// <summary>The intent: durable before the first byte can leave.</summary>
    public Task<Charge> Intend(
        SaleId sale, Money amount, CardInHand card, bool hasPin, Func<Charge, string> message) =>
        database.Write(session =>
        {
            var local = surroundings.LocalNow;
            var batch = new BatchNumber((int)Math.Max(1, CounterTable.Get(session, "batch")));
            var charge = new Charge
            {
                Attempt = new Attempt { Id = new AttemptId(terminal, batch, NextTrace(session)), Amount = amount },
                Sale = sale,
                Card = new CardOnFile(card.Token, card.Pan.ToString(), Sealed(card.Pan)),
                EntryMode = Requests.EntryMode(card.Method, hasPin),
                Sequence = card.Sequence,
                Time = local.ToString("HHmmss"),
                Date = local.ToString("MMdd"),
                At = Now,
            };
            ChargeTable.Insert(session, charge);
            session.Append(sale.Value, Now, EvidenceKind.Decided, $"charge {amount} to {card} as {charge.Attempt.Id}");
            session.Append(sale.Value, Now, EvidenceKind.Sent, message(charge));
            return charge;
        });

    /// <summary>Writes what was proved about a charge; the sale is counted anew with it.</summary>
    public async Task<Charge> Prove(Charge charge, Proof proof, params (EvidenceKind Kind, string Body)[] evidence)
    {
        var proved = charge.After(proof);
        await database.Write(session =>
        {
            ChargeTable.Update(session, proved);
            SaleTable.Recount(session, charge.Sale, Now);
            foreach (var (kind, body) in evidence)
                session.Append(charge.Sale.Value, Now, kind, body);
            session.Append(
                charge.Sale.Value, Now, EvidenceKind.Decided, $"{proved.Attempt.Id} {proof}: {proved.Attempt.Outcome}");
            if (proved.Attempt.Issuer is { } issuer && PanOf(charge) is { } pan)
                IssuerTable.Learn(session, pan.Bin, new IssuerId(issuer));
        });
        return proved;
    }

    /// <summary>One more try to reverse; written so that its backing off survives a restart.</summary>
    public async Task<Charge> CountTry(Charge charge)
    {
        var tried = charge with { Tries = charge.Tries + 1 };
        await database.Write(session => ChargeTable.Update(session, tried));
        return tried;
    }

    public Task Pay(Payment payment) => database.Write(session =>
    {
        PaymentTable.Put(session, payment, Now);
        SaleTable.Recount(session, payment.Sale, Now);
        session.Append(
            payment.Sale.Value, Now, EvidenceKind.Decided, $"{payment.Means} {payment.Amount}: {payment.State}");
    });

    /// <summary>
    /// The sale ends unpaid, is parked or handed over. Whatever it took or may have taken from a card is to be reversed
    /// from this moment on, unless it is only parked.
    /// </summary>
    public Task<bool> Become(SaleId sale, SaleState state, IssuerId? issuer = null) => database.Write(session =>
    {
        if (SaleTable.Find(session, sale) is not { State: SaleState.Open or SaleState.Parked or SaleState.HandedOver })
            return false;
        foreach (var charge in ChargeTable.Of(session, terminal, sale))
            if (MustReverse(charge.Attempt, state))
                ChargeTable.Update(session, charge.After(new Proof.ReversalDecided(Reasons.NoAnswer)));

        SaleTable.Recount(session, sale, Now);
        session.Append(sale.Value, Now, EvidenceKind.Decided, $"the sale is {state}");
        return SaleTable.Become(session, sale, state, issuer, Now);
    });

    public Task Note(SaleId sale, EvidenceKind kind, string body) =>
        database.Write(session => session.Append(sale.Value, Now, kind, body));

    public Task Keep(Receipt receipt) => database.Write(session =>
    {
        ReceiptTable.Put(session, receipt, Now);
        session.Append(
            receipt.Sale.Value, Now, receipt.IsPrinted ? EvidenceKind.Printed : EvidenceKind.Shown, receipt.Text);
    });

    public T Read<T>(Func<Session, T> work) => database.Read(work);

    public SaleRecord Sale(SaleId sale) => database.Read(session => SaleTable.Find(session, sale))
        ?? throw new InvariantException("a sale at hand is written down");

    public bool AwaitsOtherTill(SaleId sale) => database.Read(session => ForeignAttemptTable.AnyOf(session, sale));

    public int PaymentsOf(SaleId sale) => database.Read(session => PaymentTable.CountOf(session, sale));

    public bool AwaitsWallet(SaleId sale) =>
        database.Read(session => PaymentTable.Unknown(session).Any(payment => payment.Sale == sale));

    public IReadOnlyList<Charge> Unknown() => database.Read(session => ChargeTable.Unknown(session, terminal));

    public IReadOnlyList<Charge> Of(SaleId sale) => database.Read(session => ChargeTable.Of(session, terminal, sale));

    /// <summary>The card number of a charge, for its reversal; null when it was sealed by another vault.</summary>
    public Pan? PanOf(Charge charge) =>
        vault.Data.Unseal(charge.Card.SealedPan, PanPurpose) is { } digits
            ? Pan.Read(Encoding.ASCII.GetString(digits))
            : null;

    private static bool MustReverse(Attempt attempt, SaleState state) => state switch
    {
        SaleState.NotCharged => attempt.Outcome is Outcome.Unknown or Outcome.Approved,
        SaleState.HandedOver or SaleState.PaidOtherwise => attempt.Outcome == Outcome.Unknown,
        SaleState.Open or SaleState.Parked or SaleState.Paid => false,
        SaleState.BeingChecked or SaleState.BeingReversed => false,
        _ => throw new InvariantException("a sale has no such state"),
    };

    private static TraceNumber NextTrace(Session session)
    {
        var next = new TraceNumber((int)CounterTable.Get(session, "trace")).Next;
        CounterTable.Set(session, "trace", next.Value);
        return next;
    }

    private SaleRecord NewRecord(SaleId id, Money amount) =>
        new(id, amount, amount - amount, SaleState.Open, null, NewToken(), Now, Now);

    // 128 bits: a receipt's code cannot be guessed.
    private string NewToken()
    {
        Span<byte> bytes = stackalloc byte[16];
        surroundings.Chance.Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    private byte[] Sealed(Pan pan) => vault.Data.Seal(Encoding.ASCII.GetBytes(pan.Reveal()), PanPurpose);
}
