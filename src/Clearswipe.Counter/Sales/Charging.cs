using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Links;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>What came of charging: the attempt that may have left, or none, and why.</summary>
sealed record Charged(Charge? Charge, bool HadNoKeys = false, bool MacWasWrong = false);

/// <summary>Charges the card in hand: intent, line, answer, each written before the next.</summary>
sealed class Charging(Desk desk)
{
    /// <summary>
    /// A line that cannot be dialled is positive evidence that nothing left, so the next one takes a fresh attempt. As
    /// soon as something may have left, there is no second.
    /// </summary>
    public async Task<Charged> Charge(OpenSale sale, CancellationToken cancellation)
    {
        Invariant.Holds(sale.Due.IsPositive, "a paid sale charges nobody");
        Invariant.Holds(
            !desk.Journal.Of(sale.Id).Any(charge => charge.Attempt.Outcome == Outcome.Unknown),
            "no second authorisation starts while a first is unknown");
        foreach (var line in desk.Lines.FromCurrent)
        {
            var charge = await Intend(sale);
            var heard = await desk.Conversation.Authorise(charge, sale.Card!, sale.PinBlock, line, cancellation);
            if (heard is not (Heard.NotSent or Heard.NoKeys))
                return await Judge(sale, charge.After(new Proof.Leaves()), heard);

            await desk.Journal.Prove(charge, new Proof.DialFailed());
            if (heard is Heard.NoKeys)
                return new Charged(null, HadNoKeys: true);
            if (cancellation.IsCancellationRequested)
                break;
        }

        return new Charged(null);
    }

    private Task<Charge> Intend(OpenSale sale)
    {
        var (card, pinBlock) = (sale.Card!, sale.PinBlock);
        return desk.Journal.Intend(
            sale.Id, sale.Due, card, pinBlock is not null,
            charge => desk.Conversation.Masked(charge, card, pinBlock));
    }

    private async Task<Charged> Judge(OpenSale sale, Charge charge, Heard heard)
    {
        sale.CardIsUsed = true;
        if (heard is not Heard.Answer { Code: { } code } answer)
        {
            desk.Recall.Answered(charge.Card.Token, null);
            await desk.Journal.Note(sale.Id, EvidenceKind.Received, "no verified answer");
            return new Charged(charge, MacWasWrong: heard is Heard.Silence { MacWasWrong: true });
        }

        var verdict = Conversation.VerdictOf(answer.Message, code);
        var proved = await desk.Journal.Prove(
            charge, new Proof.Answered(verdict), (EvidenceKind.Received, answer.Message.ToString()));
        desk.Recall.Answered(charge.Card.Token, code);
        desk.Eyes.Saw(new Observation.Answered(desk.Now, code, Conversation.IssuerOf(verdict), answer.RoundTrip));
        sale.Issuer = Conversation.IssuerOf(verdict) ?? sale.Issuer;
        return new Charged(proved);
    }
}
