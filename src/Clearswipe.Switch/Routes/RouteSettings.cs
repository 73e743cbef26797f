using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Switch.Routes;

/// <summary>The way to an issuer: how its card numbers begin, the line that reaches it, the zone keys.</summary>
public sealed record RouteSettings(
    IssuerId Issuer, IReadOnlyList<string> Prefixes, ILine Line, SealedKey PinKey, SealedKey MacKey);

/// <summary>How the way to an issuer fares.</summary>
public sealed record RouteView(
    IssuerId Issuer, bool IsUp, DateTimeOffset? Since, Hop BrokenHop, int AwaitingAnswer, int OpenReversals);
