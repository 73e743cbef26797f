using System.Text;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Attempts;

/// <summary>Keeps card numbers as a token and a mask, and sealed where a reversal needs the digits.</summary>
sealed class CardSafe(SoftwareVault vault)
{
    private const string Purpose = "switch attempt card";

    public CardFacts Facts(Pan pan) =>
        new(vault.Token(pan), pan.ToString(), vault.Seal(Encoding.ASCII.GetBytes(pan.Reveal()), Purpose));

    public Pan Open(CardFacts card)
    {
        var clear = card.Sealed is { } data ? vault.Unseal(data.Span, Purpose) : null;
        Invariant.Holds(clear is not null, "a card that must be reversed was sealed by this vault");
        return Pan.Trusted(Encoding.ASCII.GetString(clear));
    }
}
