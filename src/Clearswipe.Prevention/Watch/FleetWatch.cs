using Clearswipe.Prevention.Incidents;
using Clearswipe.Remedy.Fleet;
using Clearswipe.Vocabulary;

namespace Clearswipe.Prevention.Watch;

/// <summary>
/// Weighs what the switch and the tills saw, for each issuer and each line: codes 91, 96, 98, 68 and silence are
/// failures; any verdict of an issuer, a wrong PIN and missing funds included, shows that it is well.
/// </summary>
sealed class FleetWatch(IReadOnlyList<IssuerId> issuers)
{
    private static readonly HashSet<string> Failures = ["68", "90", "91", "92", "96", "98"];

    private readonly SortedDictionary<string, (Scope Scope, ScopeSum Sum)> _scopes = new(StringComparer.Ordinal);

    public IReadOnlyList<Failing> Failing =>
    [
        .. _scopes.Values.Where(entry => entry.Sum.IsAlarmed)
            .GroupBy(entry => entry.Scope, entry => entry.Sum)
            .Select(sums => new Failing(sums.Key, sums.Min(sum => sum.Since), sums.Sum(sum => sum.CardsHurt))),
    ];

    public void Weigh(Observation observation)
    {
        switch (observation)
        {
            case Observation.Answered { Issuer: { } issuer } answered:
                Weigh(new Scope.OneIssuer(issuer), Failures.Contains(answered.Code.Value), answered.Card, answered.At);
                break;
            case Observation.NoAnswer { Issuer: { } issuer } silent:
                Weigh(new Scope.OneIssuer(issuer), isFailure: true, silent.Card, silent.At);
                break;
            case Observation.NotSent notSent:
                Way(notSent.Line).Failed(notSent.Card, notSent.At);
                break;
            case Observation.LineProbed { BrokenHop: Hop.None } probed:
                Way(probed.Line).Works();
                break;
            case Observation.LineProbed probed:
                Way(probed.Line).Failed(null, probed.At);
                break;
        }
    }

    // The switch calls its way to an issuer by the issuer's name; a till's line has a name of its own.
    private Scope BehindLine(string line) =>
        issuers.Contains(new IssuerId(line)) ? new Scope.OneIssuer(new IssuerId(line)) : new Scope.OneLine(line);

    private void Weigh(Scope scope, bool isFailure, string? card, DateTimeOffset at)
    {
        var sum = Of($"{scope}", scope);
        if (isFailure)
            sum.Failed(card, at);
        else
            sum.Answered();
    }

    // The way has a sum of its own: that it works says nothing for a bank that answers 91 to every card.
    private ScopeSum Way(string line) => Of($"way to {line}", BehindLine(line));

    private ScopeSum Of(string name, Scope scope)
    {
        if (!_scopes.TryGetValue(name, out var entry))
            _scopes[name] = entry = (scope, new ScopeSum());
        return entry.Sum;
    }
}
