using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Routes;

/// <summary>How asking an issuer ended.</summary>
abstract record Exchange
{
    private Exchange()
    {
    }

    /// <summary>There was no link: not a byte left.</summary>
    public sealed record NotSent(Hop BrokenHop) : Exchange;

    /// <summary>It may have arrived, and no verified answer came.</summary>
    public sealed record NoAnswer(TimeSpan Waited) : Exchange;

    public sealed record Answered(Message Answer, TimeSpan RoundTrip) : Exchange;
}
