using Clearswipe.Remedy.Advice;
using Clearswipe.Remedy.Catalogue;
using Clearswipe.Remedy.Diagnosis;
using Clearswipe.Remedy.Evidence;
using Clearswipe.Remedy.Fleet;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy;

/// <summary>The door of the room: what was seen goes in, ranked causes and the next step come out. Pure.</summary>
public sealed class Advisor
{
    private readonly Book _book;
    private readonly Model _model;

    internal Advisor(Book book)
    {
        _book = book;
        _model = new Model(book);
    }

    /// <summary>With the catalogue that stands in this room.</summary>
    public static Advisor Default { get; } = new(Book.Default);

    /// <summary>Each text that the catalogue holds beside its causes and steps, by its stable id.</summary>
    public IReadOnlyDictionary<string, Bilingual> Phrases => _book.Phrases;

    /// <summary>
    /// With files of one's own: each replaces the file of the same path that stands in this room ("causes/funds.yaml"),
    /// or is added. A file that cannot be meant is refused whole, as a <see cref="CatalogueFault"/>.
    /// </summary>
    public static Advisor With(IEnumerable<(string Path, string Text)> files) => new(Book.Over(files));

    public Counsel Advise(Situation situation, Effort effort = Effort.Refined)
    {
        var facts = Reduction.Of(situation, _book);
        var failed = Reduction.Failed(situation, _book);
        var posterior = Posterior.Of(_model, facts, failed, Circumstances.Of(situation, _book));
        return Counsellor.Counsel(new Case(_book, situation, facts, posterior), effort);
    }

    /// <summary>What the fleet says about a sale at a place, for its <see cref="Situation.Leanings"/>.</summary>
    public IReadOnlyDictionary<CauseId, double> Leanings(
        FleetEvidence fleet, FleetPlace place, string? card, DateTimeOffset now)
    {
        var leanings = new Dictionary<CauseId, double>();
        foreach (var (scope, ratio) in fleet.Leanings(place, card, now))
            foreach (var cause in _book.Causes.Where(cause => cause.Watched == scope.Kind))
                leanings[cause.Id] = ratio;
        return leanings;
    }

    /// <summary>Whether a code is listed in a system of codes, or in the one below it.</summary>
    public bool Knows(string system, ResponseCode code) => _book.Codes.Find(system, code.Value) is not null;

    /// <summary>Whether a code means that the card is to be tried no more: locked, or wanted by its bank.</summary>
    public bool IsLastWordOnCard(string system, ResponseCode code) =>
        _book.Codes.AnswerOf(system, code.Value) is "pin-locked" or "card-reported";

    /// <summary>A text of the catalogue by its stable id, such as "sale.present-card".</summary>
    public Bilingual Phrase(string id) => _book.Phrase(id);

    /// <summary>What a cause is called, or null when the catalogue has no such cause.</summary>
    public Bilingual? NameOf(CauseId cause) => _book.CauseOf(cause)?.Name;

    /// <summary>
    /// What a code means in a system of codes, such as "cup-pos"; without a system, in each one that lists it.
    /// There is always a line: a code that is listed nowhere is said to be unknown.
    /// </summary>
    public IReadOnlyList<CodeMeaning> ExplainCode(string? system, string code) =>
        CodeMeaning.Of(_book, system, code);
}
