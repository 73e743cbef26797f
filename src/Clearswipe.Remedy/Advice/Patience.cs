namespace Clearswipe.Remedy.Advice;

/// <summary>What it is worth not to let the customer go.</summary>
static class Patience
{
    /// <summary>Seconds-equivalent of giving the sale up.</summary>
    public const double LostSale = 300;
}
