using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy;

/// <summary>
/// How much of what hosts answer the catalogue knows. Whoever hears answers tells each code once; what is unknown is
/// listed with how often it came. Not for two threads at once.
/// </summary>
public sealed class CoverageMeter(Advisor advisor)
{
    // A peer that answers at random fills no memory: beyond this, unknown codes are counted and no longer listed.
    private const int MostListed = 1000;

    private readonly Dictionary<(string System, string Code), long> _unknown = [];

    /// <summary>All codes heard.</summary>
    public long Heard { get; private set; }

    /// <summary>Those among them that no table lists.</summary>
    public long Unknown { get; private set; }

    /// <summary>The share of the codes heard that the catalogue knows; one before anything was heard.</summary>
    public double Share => Heard == 0 ? 1 : (double)(Heard - Unknown) / Heard;

    /// <summary>Unknown codes with their system, the most frequent first.</summary>
    public IReadOnlyList<(string System, string Code, long Times)> Listed =>
        [.. _unknown.OrderByDescending(known => known.Value).ThenBy(known => known.Key)
            .Select(known => (known.Key.System, known.Key.Code, known.Value))];

    /// <summary>A code was heard; says whether it is known.</summary>
    public bool Count(string system, ResponseCode code)
    {
        Heard++;
        if (advisor.Knows(system, code))
            return true;

        Unknown++;
        var key = (system, code.Value);
        if (_unknown.ContainsKey(key) || _unknown.Count < MostListed)
            _unknown[key] = _unknown.GetValueOrDefault(key) + 1;
        return false;
    }
}
