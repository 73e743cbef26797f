using Clearswipe.Counter.Sales.Records;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// What the till does while nobody waits for it: reversals, echoes with notices, signing on, closing codes.
/// </summary>
sealed class Chores(Desk desk)
{
    private DateTimeOffset _nextEcho = DateTimeOffset.MinValue;

    public async Task<bool> DoWhenDue(CancellationToken cancellation)
    {
        var due = desk.Settler.NextDue is { } settling && settling < _nextEcho ? settling : _nextEcho;
        if (due > desk.Now)
            await Task.Delay(due - desk.Now, desk.Surroundings.Time, cancellation);

        await Reverse(cancellation);
        if (desk.Now >= _nextEcho)
            await Listen(cancellation);
        return true;
    }

    /// <summary>The next echo is due at once.</summary>
    public void ListenNow() => _nextEcho = DateTimeOffset.MinValue;

    private async Task Reverse(CancellationToken cancellation)
    {
        if (desk.Settler.NextDue is not { } due || due > desk.Now)
            return;

        var ended = await desk.Settler.TryDue(cancellation);
        if (desk.Board.View is { Phase: TillPhase.NotPaid, Sale: { } shown }
            && ended.Any(charge => charge.Sale == shown))
        {
            await desk.Paperwork.Issue(shown, print: false, cancellation);
            desk.Show(TillPhase.NotPaid, desk.Prompter.Reversed);
        }

        ShowOpen();
    }

    private async Task Listen(CancellationToken cancellation)
    {
        _nextEcho = desk.Now + Limits.EchoEvery;
        if (await desk.Conversation.Echo(cancellation) is { } notices)
            Tell(notices);
        if (!desk.Board.View.IsSignedOn || desk.Devices.Keypad.State == PadState.NoKeys)
            await desk.SignOn(cancellation);
        await CloseCodes(cancellation);
        await desk.Paperwork.AskPrinter(cancellation);
        ShowOpen();
    }

    private void Tell(IReadOnlyList<Notice> notices)
    {
        var texts = notices
            .Select(notice => desk.Prompter.Of(notice, desk.Now, desk.Surroundings.Time.LocalTimeZone))
            .ToList();
        desk.Board.Change(view => view with { Notices = notices, NoticeTexts = texts, NoticesAt = desk.Now });
    }

    private async Task CloseCodes(CancellationToken cancellation)
    {
        if (desk.Devices.Wallet is not { } wallet)
            return;

        foreach (var payment in desk.Journal.Read(PaymentTable.Unknown))
        {
            var outcome = await wallet.Close(new WalletOrder(payment.Reference, payment.Amount), cancellation);
            if (outcome != WalletOutcome.Unknown)
                await desk.Journal.Pay(payment with { State = outcome });
        }
    }

    private void ShowOpen()
    {
        var (open, parked) = (desk.OpenReversals(), desk.Parked());
        desk.Board.Change(view => view with
        {
            OpenReversals = open,
            Parked = parked,
            Lines = desk.Lines.View,
            Pad = desk.Devices.Keypad.State,
        });
    }
}
