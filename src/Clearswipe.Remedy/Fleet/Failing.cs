namespace Clearswipe.Remedy.Fleet;

/// <summary>
/// One way for a scope to fail: of the cards that would be answered a share is not. It is weighed against a scope that
/// is well and fails as usual.
/// </summary>
readonly struct Failing(double usual, double share)
{
    private readonly double _failing = usual + (share * (1 - usual));

    /// <summary>
    /// The weight of a card that has no answer yet, when a share of the answers of a scope that is well takes longer
    /// than that: log P(no answer yet | fails) / P(no answer yet | well).
    /// </summary>
    public double Silent(double slower) =>
        Math.Log((_failing + ((1 - _failing) * slower)) / (usual + ((1 - usual) * slower)));

    /// <summary>The weight of a card that was answered, whatever the answer says.</summary>
    public double Answered { get; } = Math.Log(1 - share);

    /// <summary>The weight of a card that failed.</summary>
    public double Failed { get; } = Math.Log((usual + (share * (1 - usual))) / usual);
}
