using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy.Diagnosis;

/// <summary>
/// That a cause is more or less usual here and now, before anything was seen: log (rate here / rate everywhere). It
/// comes from the circumstances of the sale, from rates learnt for an issuer or a till, or from the fleet.
/// </summary>
readonly record struct Leaning(CauseId Cause, double LogRatio);
