using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Sales;
using Clearswipe.Issuer.Authorisations;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Shops;

/// <summary>
/// Compares what till, switch and issuers hold to be true, each from its own file, and looks for what must not be on
/// any disk. It reads tables, not the program's own opinion of itself.
/// </summary>
sealed class Auditor(Shop shop)
{
    private const int Everything = 1_000_000;

    private readonly List<Violation> _violations = [];
    private readonly IReadOnlyList<TillCharge> _charges =
        [.. shop.Tills.SelectMany(till => TillBooks.Charges(till.Station.Database, till.Model.Terminal))];

    private readonly IReadOnlyList<AttemptView> _attempts = shop.Switch.Attempts(Everything);

    private readonly IReadOnlyList<AuthorisationView> _authorisations =
        [.. shop.Issuers.SelectMany(issuer => issuer.Authorisations(Everything))];

    public AuditReport Audit()
    {
        Agree();
        OneChargeASale();
        NothingIsOpen();
        NumbersAreUnique();
        LedgersBalance();
        EvidenceIsWhole();
        NobodyStumbled();
        _violations.AddRange(PinAudit.Of(shop, _charges, _attempts));
        var scan = DiskScan.Of(shop);
        _violations.AddRange(scan.Violations);
        return new AuditReport(Sales().Count, _charges.Count, scan.Bytes, _violations);
    }

    // M1, M10: what a card paid at its bank, the switch approved and the till sold is one and the same money.
    private void Agree()
    {
        var approved = _attempts.Where(attempt => attempt.State == AttemptState.Approved).ToList();
        var atTills = _charges.Where(charge => charge.IsCharged)
            .Select(charge => (charge.Attempt, charge.Amount)).ToList();
        var atSwitch = approved.Select(attempt => (Attempt: attempt.Id, attempt.Amount)).ToList();
        foreach (var (attempt, amount) in atTills.Except(atSwitch))
            Break("M1 one outcome", $"{attempt} is {amount} at the till and not at the switch");
        foreach (var (attempt, amount) in atSwitch.Except(atTills))
            Break("M1 one outcome", $"{attempt} is {amount} at the switch and not at the till");

        var references = approved.Select(attempt => (attempt.Id.Terminal, attempt.Rrn, attempt.Amount)).ToHashSet();
        var debits = Debits().Select(debit => (debit.Terminal, debit.Rrn, debit.Debit)).ToHashSet();
        foreach (var lost in references.Except(debits))
            Break("M1 one outcome", $"{lost.Terminal}/{lost.Rrn} is approved at the switch and not paid at the issuer");
        foreach (var surplus in debits.Except(references))
            Break("M4 unknown is reversed", $"{surplus.Terminal}/{surplus.Rrn} is paid at the issuer and not sold");
    }

    // M3: a sale that was paid in cash or by code has no card charge beside it, and no two cards pay one sale in full.
    private void OneChargeASale()
    {
        foreach (var twice in Debits().GroupBy(debit => (debit.Terminal, debit.Rrn)).Where(group => group.Count() > 1))
            Break("M3 no double charge", $"{twice.Key.Terminal}/{twice.Key.Rrn} was debited {twice.Count()} times");
        var bySale = _charges.Where(charge => charge.IsCharged).ToLookup(charge => charge.Sale);
        foreach (var sale in Sales())
        {
            var charged = bySale[sale.Id].Sum(charge => charge.Amount.MinorUnits) + sale.OtherMeans.MinorUnits;
            if (charged > sale.Amount.MinorUnits)
                Break("M3 no double charge", $"{sale.Id} over {sale.Amount} took {Money.Fen(charged)}");
            if (sale.IsPaid && charged != sale.Amount.MinorUnits)
                Break("M2 no lost sale", $"{sale.Id} over {sale.Amount} ended paid with {Money.Fen(charged)}");
            if (!sale.IsPaid && !sale.IsOpen && charged != 0)
                Break("M1 one outcome", $"{sale.Id} ended unpaid and took {Money.Fen(charged)}");
        }
    }

    // M14: once the faults are over, everything that was open closes.
    private void NothingIsOpen()
    {
        foreach (var open in _charges.Where(charge => charge.IsUnknown))
            Break("M14 everything closes", $"{open.Attempt} is still unknown at the till");
        foreach (var open in _attempts.Where(
            attempt => attempt.State is AttemptState.Forwarded or AttemptState.Advising or AttemptState.Reversing))
            Break("M14 everything closes", $"{open.Id} is still {open.State} at the switch");
    }

    private void NumbersAreUnique()
    {
        foreach (var twice in _attempts.GroupBy(attempt => attempt.Rrn).Where(group => group.Count() > 1))
            Break("M11 numbers are unique", $"reference {twice.Key} names {twice.Count()} attempts");
    }

    // M10: each card's balance is the sum of its ledger, and what the ledger took is what was said.
    private void LedgersBalance()
    {
        foreach (var bank in shop.Banks)
        {
            foreach (var wrong in BankBooks.Wrong(bank.Database))
                Break("M10 the books balance", $"{bank.Name}: {wrong}");
        }
    }

    private void EvidenceIsWhole()
    {
        foreach (var till in shop.Tills)
        {
            foreach (var sale in TillBooks.Sales(till.Station.Database))
                CheckEvidence(sale, till.Till.EvidenceOf(new SaleId(sale.Id)));
        }
    }

    // M13: what was blocked has a chain of evidence, and somebody was told what to do.
    private void CheckEvidence(TillSale sale, IReadOnlyList<EvidenceRow> rows)
    {
        if (EvidenceRow.FirstBroken(rows) is { } broken)
            Break("M13 evidence is kept", $"{sale.Id} is broken from row {broken}");
        if (!sale.IsPaid && rows.Count == 0)
            Break("M13 evidence is kept", $"{sale.Id} was not paid and has no evidence");
    }

    private void NobodyStumbled()
    {
        foreach (var (station, failure) in shop.Stations.SelectMany(
            station => station.Failures.Select(failure => (station.Name, failure))))
            Break("every process lives", $"{station} ended by itself: {failure}");
        if (shop.Kernel is { Escapes: > 0 } kernel)
            Break("every run can be replayed", $"{kernel.Escapes} escapes, the first: {kernel.FirstEscape}");
    }

    private IEnumerable<AuthorisationView> Debits() => _authorisations.Where(done => done.Debit.IsPositive);

    private IReadOnlyList<TillSale> Sales() =>
    [
        .. shop.Tills.SelectMany(till => TillBooks.Sales(till.Station.Database))
            .GroupBy(sale => sale.Id).Select(TillSale.Merged),
    ];

    private void Break(string law, string what) => _violations.Add(new Violation(law, what));
}
