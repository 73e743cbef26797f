using Clearswipe.Issuer.Authorisations;
using Clearswipe.Lab.Shops;
using Clearswipe.Store;
using Clearswipe.Switch.Attempts;
using Clearswipe.Vocabulary;

namespace Clearswipe.Stories.Cycles;

/// <summary>The four sets of books of a quiet shop against each other: host, till, switch and issuer.</summary>
sealed class CycleAudit(Database @switch, Database issuer, IReadOnlyCollection<HostSale> host)
{
    private const int Everything = 10_000_000;

    private readonly List<string> _wrong = [];
    private readonly IReadOnlyList<Attempt> _attempts =
        @switch.Read(session => AttemptTable.Newest(session, Everything));

    public int Attempts => _attempts.Count;

    /// <summary>Attempts whose end the switch does not know yet, or has not brought about.</summary>
    public static int CountOpen(Database @switch) => @switch.Read(session => session.First(
        "select count(*) from attempt where state in ('Forwarded', 'Advising', 'Reversing')", row => row.GetInt32(0)));

    /// <summary>What does not agree, a line each.</summary>
    public IReadOnlyList<string> OfHost()
    {
        var here = _attempts.Where(attempt => attempt.Host is not null).ToLookup(NameOf);
        foreach (var sale in host)
            Compare(sale, [.. here[sale.Name]]);
        _wrong.AddRange(
            from name in here.Select(rows => rows.Key).Except(host.Select(sale => sale.Name))
            select $"{name} stands at the switch, and nobody asked for it");
        return _wrong;
    }

    /// <summary>What the switch approved is what cards paid, once each, and the ledger balances.</summary>
    public IReadOnlyList<string> OfIssuer()
    {
        var approved = Approved.Select(attempt => $"{attempt.Id.Terminal}/{attempt.Rrn} {attempt.Amount}").ToList();
        var paid = issuer.Read(session => AuthorisationTable.Newest(session, Everything))
            .Where(done => done.Debit.IsPositive)
            .Select(done => $"{done.Terminal}/{done.Rrn} {done.Debit}").ToList();
        return
        [
            .. BankBooks.Wrong(issuer),
            .. approved.Except(paid).Select(lost => $"{lost} is approved at the switch and not paid at the issuer"),
            .. paid.Except(approved).Select(surplus => $"{surplus} is paid at the issuer and not approved"),
            .. paid.CountBy(debit => debit).Where(debit => debit.Value > 1)
                .Select(twice => $"{twice.Key} is paid {twice.Value} times"),
        ];
    }

    /// <summary>The till's charges are the switch's, its sales are closed, and what it showed paid is paid.</summary>
    public IReadOnlyList<string> OfTill(Database till, IReadOnlyCollection<string> shownPaid)
    {
        var charges = TillBooks.Charges(till, new TerminalId(RealShop.Terminal));
        var sales = TillBooks.Sales(till);
        var here = charges.Where(charge => charge.IsCharged)
            .Select(charge => $"{charge.Attempt} {charge.Amount}").ToList();
        var there = Approved.Where(attempt => attempt.Host is null)
            .Select(attempt => $"{attempt.Id} {attempt.Amount}").ToList();
        var paid = sales.Where(sale => sale.IsPaid).Select(sale => $"{sale.Amount}").ToList();
        var charged = charges.Where(charge => charge.IsCharged).Select(charge => $"{charge.Amount}");
        return
        [
            .. here.Except(there).Select(lost => $"{lost} is charged at the till and not at the switch"),
            .. there.Except(here).Select(surplus => $"{surplus} is charged at the switch and not at the till"),
            .. charges.Where(charge => charge.IsUnknown).Select(open => $"{open.Attempt} is unknown at the till"),
            .. sales.Where(sale => sale.IsOpen).Select(open => $"{open.Id} is still {open.State} at the till"),
            .. shownPaid.Except(paid).Select(shown => $"{shown} was shown as paid and is not"),
            // Each sale of the till has an amount of its own.
            .. paid.Order().SequenceEqual(charged.Order()) ? [] : new[] { "the till's charges are not its paid sales" },
        ];
    }

    private IEnumerable<Attempt> Approved => _attempts.Where(attempt => attempt.State == AttemptState.Approved);

    private static string NameOf(Attempt attempt) => HostSale.NameOf(
        attempt.Id.Terminal.Value, attempt.Id.Trace.ToString(), attempt.Host!.SentAt, attempt.Host.Rrn);

    private void Compare(HostSale sale, IReadOnlyList<Attempt> rows)
    {
        if (rows.Count > 1)
            _wrong.Add($"{sale.Name} stands {rows.Count} times at the switch");
        var row = rows.FirstOrDefault();
        var isWell = sale.End switch
        {
            HostEnd.Approved => row is { State: AttemptState.Approved }
                && row.Amount.MinorUnits == sale.Fen && row.ApprovalCode == sale.ApprovalCode,
            HostEnd.Refused => row is { State: AttemptState.Refused } && row.Code?.Value == sale.Code,
            HostEnd.Undone => row is { State: AttemptState.Reversed or AttemptState.Refused },
            HostEnd.Unknown => false,
            _ => throw new InvariantException("a sale has one of four ends"),
        };
        if (!isWell)
            _wrong.Add($"{sale.Name} is {sale.End} {sale.Code} {sale.Fen} for its host, at the switch "
                + (row is null ? "nothing" : $"{row.State} {row.Code} {row.Amount.MinorUnits}"));
    }
}
