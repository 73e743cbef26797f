using System.Globalization;
using Clearswipe.Switch.Terminals;
using Clearswipe.Vault;
using Clearswipe.Vault.Tracks;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Attempts;

/// <summary>What a terminal asks of a card, as far as it can be read.</summary>
sealed record SaleAsked(AttemptId? Id, Pan? Card, Money? Amount, string? LocalTime, string? LocalDate)
{
    /// <summary>Null when its codes fit no service.</summary>
    public Service? Service { get; init; }

    /// <summary>The track that came under the terminal's track key, opened; null when there was none.</summary>
    public ClearTrack? OpenedTrack { get; init; }

    /// <summary>Why the track cannot go on, or null.</summary>
    public string? TrackProblem { get; init; }

    public static SaleAsked Read(PosRequest request)
    {
        var message = request.Message;
        return new SaleAsked(
            // Without field 60 the attempt is taken for one of the open batch, so that its refusal stands somewhere.
            TraceNumber.Read(request.Trace) is { } trace
                ? new AttemptId(request.Id, request.Batch ?? request.Terminal.Batch, trace)
                : null,
            Pan.Read(message.Text(2)) ?? (request.IsTrackSealed ? null : PanOfTrack(message.Text(35))),
            AmountOf(message.Text(4)), message.Text(12), message.Text(13))
        {
            Service = ServiceCodes.AskedByTerminal(message),
        };
    }

    /// <summary>The same, with the track that came under the track key; only of a message whose MAC fits.</summary>
    public SaleAsked WithTrack(PosRequest request, KeyVault vault) =>
        TrackOpening.TryOpen(request, vault, out var track) is { } problem
            ? this with { TrackProblem = problem }
            : this with { Card = Card ?? track?.Pan, OpenedTrack = track };

    public static Money? AmountOf(string? digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var fen) ? Money.Fen(fen) : null;

    public static Pan? PanOfTrack(string? track) =>
        track is not null && track.AsSpan().IndexOfAny('=', 'D') is > 0 and var end
            ? Pan.Read(track.AsSpan(0, end))
            : null;
}
