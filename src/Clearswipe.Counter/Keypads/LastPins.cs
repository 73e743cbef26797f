using System.Security.Cryptography;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Keypads;

/// <summary>
/// What a pad keeps to tell "the same PIN as before" within one sale: a keyed digest per card, under a secret that
/// never leaves the pad and changes with every sale.
/// </summary>
sealed class LastPins(IChance chance)
{
    private readonly Dictionary<string, byte[]> _digests = [];
    private readonly byte[] _secret = new byte[32];

    /// <summary>Whether the PIN is the one typed before for this card; null when it is the first.</summary>
    public bool? Compare(string card, ReadOnlySpan<byte> digits)
    {
        if (_digests.Count == 0)
            chance.Fill(_secret);

        var digest = HMACSHA256.HashData(_secret, digits);
        var before = _digests.GetValueOrDefault(card);
        _digests[card] = digest;
        return before is null ? null : CryptographicOperations.FixedTimeEquals(before, digest);
    }

    public void Forget()
    {
        foreach (var digest in _digests.Values)
            CryptographicOperations.ZeroMemory(digest);
        _digests.Clear();
        CryptographicOperations.ZeroMemory(_secret);
    }
}
