using System.Globalization;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Issuer.Authorisations;

/// <summary>A sale (or its reversal) as its message tells it, read once.</summary>
sealed record SaleRequest(AuthorisationKey Key, Pan Pan, Money Amount, string Rrn)
{
    public string? Expiry { get; init; }

    public bool IsTap { get; init; }

    /// <summary>Never written anywhere: it lives as long as the request.</summary>
    public ReadOnlyMemory<byte>? PinBlock { get; init; }

    /// <summary>Null when a field that we need is missing or is not what it should be.</summary>
    public static SaleRequest? Read(Message message, AuthorisationKey key) =>
        PanOf(message) is { } pan && long.TryParse(
            message.Text(4), NumberStyles.None, CultureInfo.InvariantCulture, out var fen)
            ? new SaleRequest(key, pan, Money.Fen(fen), message.Text(37) ?? "")
            {
                Expiry = ExpiryOf(message),
                IsTap = message.Text(22) is { } entry && entry.StartsWith("07", StringComparison.Ordinal),
                PinBlock = message.Bytes(52),
            }
            : null;

    private static Pan? PanOf(Message message) =>
        Pan.Read(message.Text(2)) ?? (Track(message) is (var pan, _) ? Pan.Read(pan) : null);

    private static string? ExpiryOf(Message message) =>
        message.Text(14) ?? (Track(message) is (_, { Length: >= 4 } tail) ? tail[..4] : null);

    private static (string Pan, string Tail)? Track(Message message) =>
        message.Text(35) is { } track && track.AsSpan().IndexOfAny('=', 'D') is > 0 and var end
            ? (track[..end], track[(end + 1)..])
            : null;
}
