using System.Text;
using Clearswipe.Lab.Cards;

namespace Clearswipe.Stories;

/// <summary>Something that must not be written anywhere, as its characters; hex digits when it is packed.</summary>
sealed record Secret(string Name, string Text)
{
    // Three bytes are found by chance in any file, five hardly ever.
    private const int ShortestPacked = 10;

    public bool MayBePacked => Text.Length >= ShortestPacked && Text.All(char.IsAsciiHexDigit);
}

/// <summary>
/// Looks through bytes for secrets in every form that a program could leave them in: text, wide text, hex of either
/// case, hex of text, and packed, whichever half byte they begin at.
/// </summary>
sealed class SecrecyScan(IReadOnlyList<Secret> secrets)
{
    public static IEnumerable<Secret> Of(CardModel card)
    {
        var (number, pin) = (card.Pan.Reveal(), card.RevealPin());
        yield return new Secret($"the number of {card.Name}", number);
        // Number, expiry and service code make a track, whatever stands between and behind them.
        yield return new Secret($"the track of {card.Name}", number[^4..] + card.Track2[number.Length..]);
        var packedTrack = number[^4..] + card.Track2[number.Length..].Replace('=', 'D');
        yield return new Secret($"the packed track of {card.Name}", packedTrack);
        yield return new Secret($"the PIN of {card.Name}", pin);
        yield return new Secret($"the PIN field of {card.Name}", $"06{pin}FF");
        yield return new Secret($"the clear PIN block of {card.Name}", ClearBlock(number, pin));
    }

    /// <summary>ISO 9564-1 format 0, made here with other means than the vault's.</summary>
    public static string ClearBlock(string number, string pin)
    {
        var left = Convert.ToUInt64($"0{pin.Length:X}{pin}".PadRight(16, 'F'), 16);
        var right = Convert.ToUInt64(number[^13..^1], 16);
        return $"{left ^ right:X16}";
    }

    public IReadOnlyList<string> FindIn(string where, string text) => FindIn(where, Encoding.UTF8.GetBytes(text));

    public IReadOnlyList<string> FindIn(string where, byte[] bytes)
    {
        var halves = Encoding.ASCII.GetBytes(Convert.ToHexString(bytes));
        return
        [
            .. from secret in secrets
               let form = FormIn(secret, bytes, halves)
               where form is not null
               select $"{secret.Name} {form} in {where}",
        ];
    }

    private static string? FormIn(Secret secret, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> halves)
    {
        var text = Encoding.ASCII.GetBytes(secret.Text);
        return
            bytes.IndexOf(text) >= 0 ? "as text"
            : bytes.IndexOf(Encoding.ASCII.GetBytes(secret.Text.ToLowerInvariant())) >= 0 ? "as small text"
            : bytes.IndexOf(Encoding.Unicode.GetBytes(secret.Text)) >= 0 ? "as wide text"
            : bytes.IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexString(text))) >= 0 ? "as hex of text"
            : secret.MayBePacked && halves.IndexOf(text) >= 0 ? "packed"
            : null;
    }
}
