using Clearswipe.Host.Commands;
using Clearswipe.Switch.Routes;

namespace Clearswipe.Host.Settings;

/// <summary>Which of several links is asked, as a configuration names it.</summary>
static class OrderLine
{
    public const string Usual = "in-order";

    public static LinkOrder Read(string written) => written switch
    {
        "in-order" => LinkOrder.InOrder,
        "pooled" => LinkOrder.Pooled,
        _ => throw Trouble.Use($"\"{written}\" is no order of links.", "Write order: in-order, or order: pooled."),
    };
}
