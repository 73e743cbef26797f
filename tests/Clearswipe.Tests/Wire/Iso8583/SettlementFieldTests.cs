using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>The fields of settlements, balances and statements: what is written is read, and nothing throws.</summary>
public sealed class SettlementFieldTests
{
    private static readonly Gen<Money> Amounts = Gen.Long[0, 999_999_999_999].Select(Money.Fen);

    private static readonly Gen<SettlementTotals> Totals = Gen.Select(
        Amounts, Gen.Int[0, 999], Amounts, Gen.Int[0, 999],
        (debits, debitCount, credits, creditCount) => new SettlementTotals(debits, debitCount, credits, creditCount));

    private static readonly Gen<StatementLine> Lines = Gen.Select(
        Gen.Int[0, 999_999_999], Gen.Bool, Gen.Bool, Amounts,
        (rrn, isDebit, stands, amount) => new StatementLine(
            $"{rrn:D12}", isDebit ? SettlementSide.Debit : SettlementSide.Credit, stands, amount,
            stands ? ResponseCode.Approved : ResponseCode.InsufficientFunds));

    private static readonly Gen<string> Anything =
        Gen.OneOf(Gen.String[Gen.Char["0123456789DCSN156"], 0, 90], Gen.String[0, 90]);

    [Fact]
    public void A_terminals_totals_are_read_as_they_were_written() => Totals.Sample(totals =>
        TerminalTotals.Read(TerminalTotals.Write(totals, areBalanced: true)) == totals
            && TerminalTotals.Write(totals, areBalanced: false).Length == 62);

    [Fact]
    public void Totals_agree_with_themselves_alone() => Gen.Select(Totals, Totals).Sample((one, other) =>
        TerminalTotals.Agree(one, one) && (one == other || !TerminalTotals.Agree(one, other)));

    [Fact]
    public void A_hosts_totals_are_read_as_they_were_written() => Totals.Sample(totals =>
        HostTotals.Read(HostTotals.With(new Message("0500"), totals)) == totals);

    [Fact]
    public void A_statement_is_read_as_it_was_written() => Lines.Array[0, StatementLine.MostInField].Sample(lines =>
        StatementLine.Read(StatementLine.Write(lines)) is { } read && read.SequenceEqual(lines)
            && StatementLine.Write(lines).Length <= 999);

    [Fact]
    public void A_balance_is_read_as_it_was_written() => Gen.Long[-999_999_999_999, 999_999_999_999].Sample(fen =>
        AdditionalAmount.Read(AdditionalAmount.Write(Money.Fen(fen))) == Money.Fen(fen));

    [Fact]
    public void No_text_makes_them_throw() => Anything.Sample(text =>
    {
        _ = TerminalTotals.Read(text);
        _ = StatementLine.Read(text);
        _ = AdditionalAmount.Read(text);
        _ = HostTotals.Read(new Message("0500").With(74, "x").With(76, "1"));
    });

    [Fact]
    public void Each_service_is_told_by_its_codes_and_by_no_others()
    {
        foreach (var service in Enum.GetValues<Service>())
        {
            var codes = ServiceCodes.Of(service);
            var asked = new Message(codes.Type).With(3, codes.Processing).With(25, codes.Condition);
            Assert.Equal(service, ServiceCodes.AskedOfIssuer(asked));
            Assert.Equal(service, ServiceCodes.AskedByTerminal(asked.With(60, $"{codes.Kind}000001000")));
            var reversal = new Message("0400").With(3, codes.Processing).With(25, codes.Condition)
                .With(90, codes.Type + new string('0', 38));
            Assert.Equal(service.IsReversible() ? service : null, ServiceCodes.AskedByReversal(reversal));
        }
    }
}
