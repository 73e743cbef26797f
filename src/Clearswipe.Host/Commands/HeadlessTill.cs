using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Sales;
using Clearswipe.Host.Wiring;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Devices;
using Clearswipe.Remedy;
using Clearswipe.Store;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Commands;

/// <summary>What the customer at the command line buys, and with which simulated card.</summary>
sealed record Purchase(Money Amount, CardModel Card, ReadMethod? By, bool Mistypes);

/// <summary>A till whose cashier and customer are this program: each moment is one line of output.</summary>
sealed class HeadlessTill : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly Till _till;
    private readonly SimReader _reader;
    private readonly SimKeypad _keypad;
    private readonly KeyVault _vault;
    private readonly TimeProvider _time;
    private readonly TextWriter _out;
    private readonly CancellationTokenSource _stop = new();
    private long _seen;

    public HeadlessTill(
        TillPart part, Database database, KeyVault vault, Surroundings surroundings, TextWriter output)
    {
        (_vault, _time, _out) = (vault, surroundings.Time, output);
        _reader = new SimReader("reader", surroundings);
        var pad = new SoftPad(vault, part.Master, surroundings);
        _keypad = new SimKeypad(pad, surroundings);
        var devices = new TillDevices { Reader = _reader, Keypad = pad, Printer = new SimPrinter(), Lines = part.Ways };
        _till = Till.Open(part.Settings, devices, database, vault, Advisor.Default, surroundings);
    }

    /// <summary>
    /// Settles what was open, then sells; true when the customer has paid, or nothing was to be sold.
    /// </summary>
    public async Task<bool> Serve(Purchase? purchase, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancellation);
        var running = _till.Run(either.Token);
        try
        {
            await Until(
                view => view is { Phase: TillPhase.Idle, MayStartSale: true }, _ => Task.CompletedTask, cancellation);
            if (purchase is null)
                return await Settled(cancellation);
            var card = new LabCard(purchase.Card, _vault);
            _till.StartSale(purchase.Amount);
            var last = await Until(IsOver, view => React(view, purchase, card, cancellation), cancellation);
            return last.Phase is TillPhase.Paid;
        }
        finally
        {
            _stop.Cancel();
            await running;
        }
    }

    public void Dispose() => _stop.Dispose();

    private static bool IsOver(TillView view) => view.Phase is TillPhase.Paid or TillPhase.PaidOtherwise
        or TillPhase.NotPaid or TillPhase.Parked or TillPhase.HandedOver or TillPhase.OutOfOrder;

    private async Task<bool> Settled(CancellationToken cancellation)
    {
        await Until(view => view.OpenReversals.Count == 0, _ => Task.CompletedTask, cancellation);
        await _out.WriteLineAsync("Nothing is open.");
        return true;
    }

    private Task React(TillView view, Purchase purchase, LabCard card, CancellationToken cancellation)
    {
        switch (view.Phase)
        {
            case TillPhase.AwaitingCard:
                _reader.Present(card, purchase.By ?? BestWay(view, card));
                return Task.CompletedTask;
            case TillPhase.AwaitingPin when view.Stars == 0:
                return _keypad.Type(Typed(purchase), cancellation);
            case TillPhase.Blocked:
                // Nobody is there to take another step: the sale ends unpaid, and safely.
                _till.Cancel();
                return Task.CompletedTask;
            default:
                return Task.CompletedTask;
        }
    }

    private static ReadMethod BestWay(TillView view, LabCard card) =>
        card.Model.HasChip && view.ReadBy.Contains(ReadMethod.Chip) ? ReadMethod.Chip : view.ReadBy.LastOrDefault();

    private static string Typed(Purchase purchase)
    {
        var pin = purchase.Card.RevealPin();
        return purchase.Mistypes ? pin[..^1] + (char)('0' + ((pin[^1] - '0' + 1) % 10)) : pin;
    }

    private async Task<TillView> Until(
        Func<TillView, bool> isThere, Func<TillView, Task> react, CancellationToken cancellation)
    {
        while (true)
        {
            var view = _till.View;
            if (view.Version != _seen)
            {
                await Tell(view);
                _seen = view.Version;
                if (!isThere(view))
                    await react(view);
            }

            if (isThere(view))
                return view;
            await Task.Delay(Look, _time, cancellation);
        }
    }

    private TillPhase? _told;

    private async Task Tell(TillView view)
    {
        if (view.Phase == _told)
            return;
        _told = view.Phase;
        var said = view.Counsel?.Cashier ?? view.Cashier;
        await _out.WriteLineAsync($"{view.Phase,-14} {view.Amount} {said.En} · {said.Zh}");
        await _out.FlushAsync();
    }
}
