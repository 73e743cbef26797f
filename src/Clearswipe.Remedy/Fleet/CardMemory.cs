namespace Clearswipe.Remedy.Fleet;

/// <summary>The last 64 cards that failed: a card counts once, however often it is tried.</summary>
sealed class CardMemory
{
    private const int Most = 64;

    private string?[] _cards = [];
    private int _next;

    public bool Has(string card) => Array.IndexOf(_cards, card) >= 0;

    /// <summary>Whether the card is new.</summary>
    public bool Add(string card)
    {
        if (Has(card))
            return false;
        // Most scopes never see one fail.
        if (_cards.Length == 0)
            _cards = new string?[Most];
        _cards[_next] = card;
        _next = (_next + 1) % Most;
        return true;
    }

    public void Clear()
    {
        Array.Clear(_cards);
        _next = 0;
    }
}
