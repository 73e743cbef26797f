using System.Globalization;
using Clearswipe.Issuer.Chips;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Issuer.Authorisations;

/// <summary>What is asked of a card (or its reversal) as its message tells it, read once.</summary>
sealed record SaleRequest(AuthorisationKey Key, Pan Pan, Money Amount, string Rrn)
{
    public required Service Service { get; init; }

    /// <summary>What it undoes, completes or gives back (field 90).</summary>
    public AuthorisationKey? Original { get; init; }

    /// <summary>The day, MMDD, on which it is settled (field 15).</summary>
    public string? Day { get; init; }

    public string? Expiry { get; init; }

    public bool IsTap { get; init; }

    /// <summary>What its chip's cryptogram told; null when there was none to look at.</summary>
    public ChipCheck? Chip { get; init; }

    /// <summary>Never written anywhere: it lives as long as the request.</summary>
    public ReadOnlyMemory<byte>? PinBlock { get; init; }

    /// <summary>Null when a field that we need is missing or is not what it should be.</summary>
    public static SaleRequest? Read(Message message, AuthorisationKey key, Service service) =>
        PanOf(message) is { } pan && AmountOf(message, service) is { } amount
            ? new SaleRequest(key, pan, amount, message.Text(37) ?? "")
            {
                Service = service,
                Original = AuthorisationKey.OfOriginal(message),
                Day = message.Text(15),
                Expiry = ExpiryOf(message),
                IsTap = message.Text(22) is { } entry && entry.StartsWith("07", StringComparison.Ordinal),
                PinBlock = message.Bytes(52),
            }
            : null;

    private static Money? AmountOf(Message message, Service service) =>
        long.TryParse(message.Text(4), NumberStyles.None, CultureInfo.InvariantCulture, out var fen) ? Money.Fen(fen)
        : service.HasAmount() ? null : Money.Fen(0);

    private static Pan? PanOf(Message message) =>
        Pan.Read(message.Text(2)) ?? (Track(message) is (var pan, _) ? Pan.Read(pan) : null);

    private static string? ExpiryOf(Message message) =>
        message.Text(14) ?? (Track(message) is (_, { Length: >= 4 } tail) ? tail[..4] : null);

    private static (string Pan, string Tail)? Track(Message message) =>
        message.Text(35) is { } track && track.AsSpan().IndexOfAny('=', 'D') is > 0 and var end
            ? (track[..end], track[(end + 1)..])
            : null;
}
