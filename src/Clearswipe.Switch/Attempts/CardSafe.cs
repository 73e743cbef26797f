using System.Text;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>Keeps card numbers as a token and a mask, and sealed where a reversal needs the digits.</summary>
sealed class CardSafe(KeyVault vault)
{
    private const string Purpose = "switch attempt card";

    public string Token(Pan pan) => vault.Cards.Token(pan);

    public CardFacts Facts(Pan pan) =>
        new(vault.Cards.Token(pan), pan.ToString(), vault.Data.Seal(Encoding.ASCII.GetBytes(pan.Reveal()), Purpose));

    public Pan Open(CardFacts card)
    {
        var clear = card.Sealed is { } data ? vault.Data.Unseal(data.Span, Purpose) : null;
        Invariant.Holds(clear is not null, "a card that must be reversed was sealed by this vault");
        return Pan.Trusted(Encoding.ASCII.GetString(clear));
    }
}
