using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Counter.Links;

/// <summary>What came of asking the switch something.</summary>
abstract record Heard
{
    private Heard()
    {
    }

    /// <summary>A verified answer to this very request.</summary>
    public sealed record Answer(Message Message, TimeSpan RoundTrip) : Heard
    {
        public ResponseCode? Code => ResponseCode.Read(Message.Text(39));
    }

    /// <summary>The line could not be dialled: not a byte left.</summary>
    public sealed record NotSent(Hop BrokenHop) : Heard;

    /// <summary>There is no MAC key to sign it with: not a byte left.</summary>
    public sealed record NoKeys : Heard;

    /// <summary>It may have left, and no verified answer came.</summary>
    public sealed record Silence(bool MacWasWrong) : Heard;
}
