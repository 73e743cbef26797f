namespace Clearswipe.Remedy.Diagnosis;

/// <summary>
/// What one value of a finding says, as logarithms of P(value | hypothesis) / P(value | nothing wrong): a number for
/// each single cause, and for pairs what the sum of the two does not say already. Only pairs of causes that both speak
/// through the finding are listed, so that a finding costs what it says.
/// </summary>
sealed class Sign(double[] singles, int[] places, double[] corrections)
{
    public ReadOnlySpan<double> Singles => singles;

    /// <summary>Places of the pairs that need a correction.</summary>
    public ReadOnlySpan<int> Places => places;

    public ReadOnlySpan<double> Corrections => corrections;
}
