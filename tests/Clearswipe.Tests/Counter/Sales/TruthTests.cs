using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;
using CsCheck;

namespace Clearswipe.Tests.Counter.Sales;

public sealed class TruthTests
{
    private static readonly Attempt Born = new()
    {
        Id = new AttemptId(new TerminalId("10000001"), new BatchNumber(1), new TraceNumber(1)),
        Amount = Money.Fen(1000),
    };

    private static readonly Gen<Proof> Proofs = Gen.OneOf<Proof>(
        Gen.Const<Proof>(new Proof.DialFailed()),
        Gen.Const<Proof>(new Proof.Leaves()),
        Gen.Const<Proof>(new Proof.BatchClosed()),
        OneOf("98", "A0", "06").Select(reason => (Proof)new Proof.ReversalDecided(reason)),
        OneOf("00", "12", "25", "64", "96").Select(code => (Proof)new Proof.ReversalAnswered(new(code))),
        Gen.Select(OneOf("00", "10", "55", "98", "68", "A2", "51"), OneOf(0L, 400, 1000, 1001))
            .Select((code, fen) => (Proof)new Proof.Answered(Verdict(code, fen))));

    [Fact]
    public void An_attempt_is_born_unknown() => Assert.Equal(Outcome.Unknown, Born.Outcome);

    [Fact]
    public void A_dial_that_failed_is_proof_that_nothing_was_sent() =>
        Assert.Equal(Outcome.NotSent, Born.After(new Proof.DialFailed()).Outcome);

    [Fact]
    public void A_link_that_breaks_after_the_message_left_proves_nothing() =>
        Assert.Equal(Outcome.Unknown, Born.After(new Proof.Leaves()).After(new Proof.DialFailed()).Outcome);

    [Fact]
    public void An_approval_after_the_decision_to_reverse_does_not_count()
    {
        var late = Born.After(new Proof.ReversalDecided("98")).After(new Proof.Answered(Verdict("00", 1000)));

        Assert.Equal(Outcome.Unknown, late.Outcome);
        Assert.Equal(Outcome.Reversed, late.After(new Proof.ReversalAnswered(new("00"))).Outcome);
    }

    [Theory]
    [InlineData("00", 1001)]
    [InlineData("00", 999)]
    [InlineData("10", 1001)]
    [InlineData("10", 0)]
    public void An_approval_of_another_amount_is_none(string code, long fen) =>
        Assert.Equal(Outcome.Unknown, Born.After(new Proof.Answered(Verdict(code, fen))).Outcome);

    [Fact]
    public void An_approval_that_is_to_be_given_back_is_unknown_until_it_is()
    {
        var approved = Born.After(new Proof.Answered(Verdict("10", 400)));
        var undone = approved.After(new Proof.ReversalDecided("98"));

        Assert.Equal(Money.Fen(400), approved.Charged);
        Assert.True(undone.IsBeingReversed);
    }

    [Fact]
    public void What_is_final_stays_final() =>
        Proofs.Array.Sample(proofs =>
        {
            var attempt = Born;
            foreach (var proof in proofs)
            {
                var next = attempt.After(proof);
                if (attempt.Outcome is Outcome.NotSent or Outcome.Refused or Outcome.Reversed or Outcome.Settled)
                    Assert.Equal(attempt, next);
                attempt = next;
            }
        });

    [Fact]
    public void Nothing_is_charged_without_a_verified_approval_within_the_amount() =>
        Proofs.Array.Sample(proofs =>
        {
            var attempt = proofs.Aggregate(Born, (before, proof) => before.After(proof));
            var charged = attempt.Charged.MinorUnits;
            Assert.InRange(charged, 0, 1000);
            if (charged > 0)
                Assert.Contains(proofs, proof => proof is Proof.Answered { Verdict.Code.IsApproval: true });
        });

    [Fact]
    public void A_reversal_is_never_undecided() =>
        Proofs.Array.Sample(proofs =>
        {
            var attempt = Born;
            foreach (var proof in proofs)
            {
                var next = attempt.After(proof);
                if (attempt.IsBeingReversed)
                    Assert.True(next.IsBeingReversed || next.Outcome is Outcome.Reversed or Outcome.NotSent);
                attempt = next;
            }
        });

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static Verdict Verdict(string code, long fen) => new(new(code), Money.Fen(fen), "123456", "1", "harbour");
}
