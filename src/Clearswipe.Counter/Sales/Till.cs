using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Links;
using Clearswipe.Counter.Prompts;
using Clearswipe.Counter.Readers;
using Clearswipe.Counter.Receipts;
using Clearswipe.Counter.Sales.Records;
using Clearswipe.Remedy;
using Clearswipe.Store;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// The till: one loop that owns the sale and everything about it. The commands may come from any thread; each is
/// taken in its turn, and one that is not allowed at that moment changes nothing.
/// </summary>
public sealed class Till
{
    private readonly Desk _desk;

    private Till(Desk desk) => _desk = desk;

    /// <summary>
    /// Opens the till over a database made by <see cref="OpenDatabase"/>. Nothing moves before it runs.
    /// </summary>
    public static Till Open(
        TillSettings settings, TillDevices devices, Database database, KeyVault vault, Advisor advisor,
        Surroundings surroundings)
    {
        var prompter = new Prompter(advisor);
        var board = new Board(FirstView(settings, devices, prompter));
        var eyes = new Eyes(board);
        var journal = new Journal(database, vault, settings.Terminal, surroundings);
        var recall = new Recall(surroundings);
        var conversation = new Conversation(
            new Requests(settings), new Caller(settings, devices.Keypad, surroundings, eyes), new Lines(devices.Lines),
            devices.Keypad, journal, surroundings, eyes);
        var paperwork = new Paperwork(
            settings, devices.Printer, journal, board, eyes, new ReceiptLayout(prompter), surroundings);
        return new Till(new Desk(
            settings, devices, advisor, surroundings, journal, conversation,
            new Settler(conversation, journal, surroundings),
            new CardDesk(settings, devices.Reader.Name, vault, surroundings, recall), recall, new Inbox(), board, eyes,
            prompter, paperwork));
    }

    /// <summary>The till's own file, brought up to the newest tables.</summary>
    public static Database OpenDatabase(string file) =>
        Database.Open(file, typeof(Till).Assembly, "Sales.Tables");

    public TillView View => _desk.Board.View;

    /// <summary>A new view stands.</summary>
    public event Action? Changed
    {
        add => _desk.Board.Changed += value;
        remove => _desk.Board.Changed -= value;
    }

    /// <summary>Everything that was seen, as it is seen.</summary>
    public event Action<Observation>? Saw
    {
        add => _desk.Eyes.Told += value;
        remove => _desk.Eyes.Told -= value;
    }

    /// <summary>
    /// Settles what was open, signs on, then serves sales until it is cancelled. When its file no longer keeps what is
    /// written, it says so, takes no cards, and throws <see cref="StoreBrokenException"/>: it is to be opened again.
    /// </summary>
    public async Task Run(CancellationToken cancellation)
    {
        try
        {
            await new Clerk(_desk, new Chores(_desk)).Run(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping is no fault: what was open is written down, and the next start begins with it.
        }
        catch (StoreBrokenException)
        {
            _desk.ShowOutOfOrder();
            throw;
        }
        finally
        {
            await _desk.Conversation.HangUp();
        }
    }

    public void StartSale(Money amount) => _desk.Inbox.Post(new Command.StartSale(amount));

    /// <summary>Takes one of the steps that the view offers.</summary>
    public void Take(StepId step) => _desk.Inbox.Post(new Command.Take(step));

    /// <summary>Answers the question that the view's step of kind AskQuestion asks.</summary>
    public void Answer(StepId question, string value) => _desk.Inbox.Post(new Command.Answer(question, value));

    /// <summary>
    /// Ends the sale unpaid; while a request is on its way this asks for its reversal and is never instant.
    /// </summary>
    public void Cancel() => _desk.Inbox.Post(new Command.Cancel());

    /// <summary>Back to idle from a sale that has ended, or is parked or handed over.</summary>
    public void Finish() => _desk.Inbox.Post(new Command.Finish());

    public void Reprint() => _desk.Inbox.Post(new Command.Reprint());

    public void ResumeParked(SaleId sale) => _desk.Inbox.Post(new Command.ResumeParked(sale));

    public void ChooseLanguage(Language language) => _desk.Inbox.Post(new Command.ChooseLanguage(language));

    /// <summary>
    /// Opens the counter for a new day, between two sales: forgets how cards fared lately, and asks host and printer
    /// for news now, not only with the next echo.
    /// </summary>
    public void BeginDay() => _desk.Inbox.Post(new Command.BeginDay());

    /// <summary>Gives the open sale away to a spare till; null when there is none to give.</summary>
    public Task<SalePackage?> HandOver()
    {
        var given = new TaskCompletionSource<SalePackage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_desk.Inbox.Post(new Command.HandOver(given)))
            given.TrySetResult(null);
        return given.Task;
    }

    /// <summary>What is still due and unknown of a sale that was handed over, as it stands now.</summary>
    public SalePackage? PackageOf(SaleId sale) => _desk.PackageOf(sale);

    /// <summary>Goes on with a sale of another till; taken again with news of the same sale, it learns them.</summary>
    public void TakeOver(SalePackage package) => _desk.Inbox.Post(new Command.TakeOver(package));

    /// <summary>The page behind a receipt's code; null for a token that is not ours or too old.</summary>
    public ReceiptStatus? Find(string token) => _desk.Paperwork.Find(token);

    /// <summary>
    /// The sale's chain of evidence, for a dispute; <see cref="EvidenceRow.FirstBroken"/> verifies it.
    /// </summary>
    public IReadOnlyList<EvidenceRow> EvidenceOf(SaleId sale) =>
        _desk.Journal.Read(session => EvidenceTable.Of(session, sale.Value));

    private static TillView FirstView(TillSettings settings, TillDevices devices, Prompter prompter) => new()
    {
        Version = 1,
        Terminal = settings.Terminal,
        MerchantName = settings.MerchantName,
        Phase = TillPhase.Starting,
        Language = settings.Language,
        Cashier = prompter.SigningOn.Cashier,
        Customer = prompter.SigningOn.Customer,
        Spoken = Bilingual.Nothing,
        Pad = devices.Keypad.State,
        Printer = PrinterState.Ready,
        Lines = new Lines(devices.Lines).View,
    };
}
