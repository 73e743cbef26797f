namespace Clearswipe.Counter.Sales;

/// <summary>Why an attempt is reversed, as field 39 of the reversal says it.</summary>
static class Reasons
{
    public const string NoAnswer = "98";
    public const string MacWrong = "A0";
    public const string Device = "96";
    public const string FoundAfterRestart = "06";
}
