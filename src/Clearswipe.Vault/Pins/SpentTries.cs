namespace Clearswipe.Vault.Pins;

/// <summary>
/// The fewest tries left that the vault has seen of each card since it was opened, so that an old record that is shown
/// again gives no fresh guesses. Bounded: of many cards with wrong PINs the oldest are forgotten.
/// </summary>
sealed class SpentTries(int mostCards = SpentTries.MostCards)
{
    private const int MostCards = 65_536;

    // Two generations: when the young one is full it becomes the old one, and the old one is forgotten.
    private Dictionary<string, int> _young = [];
    private Dictionary<string, int> _old = [];

    public int? LeftOf(string token) =>
        _young.TryGetValue(token, out var left) || _old.TryGetValue(token, out left) ? left : null;

    public void Remember(string token, int left)
    {
        if (_young.Count >= mostCards && !_young.ContainsKey(token))
            (_old, _young) = (_young, []);

        _young[token] = left;
    }

    public void Forget(string token)
    {
        _young.Remove(token);
        _old.Remove(token);
    }
}
