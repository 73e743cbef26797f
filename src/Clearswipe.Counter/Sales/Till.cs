using Clearswipe.Counter.Receipts;
using Clearswipe.Remedy;
using Clearswipe.Store;
using Clearswipe.Vault.Software;
using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Sales;

/// <summary>
/// The till: one loop that owns the sale and everything about it. The commands may come from any thread; each is
/// taken in its turn, and one that is not allowed at that moment changes nothing.
/// </summary>
public sealed class Till
{
    /// <summary>Opens the till over a database made by <see cref="OpenDatabase"/>. Nothing moves before it runs.</summary>
    public static Till Open(
        TillSettings settings, TillDevices devices, Database database, SoftwareVault vault, Advisor advisor,
        Surroundings surroundings) => throw new NotImplementedException();

    /// <summary>The till's own file, brought up to the newest tables.</summary>
    public static Database OpenDatabase(string file) =>
        Database.Open(file, typeof(Till).Assembly, "Sales/Tables");

    public TillView View => throw new NotImplementedException();

    /// <summary>A new view stands.</summary>
    public event Action? Changed
    {
        add => throw new NotImplementedException();
        remove => throw new NotImplementedException();
    }

    /// <summary>Everything that was seen, as it is seen.</summary>
    public event Action<Observation>? Saw
    {
        add => throw new NotImplementedException();
        remove => throw new NotImplementedException();
    }

    /// <summary>Settles what was open, signs on, then serves sales until it is cancelled.</summary>
    public Task Run(CancellationToken cancellation) => throw new NotImplementedException();

    public void StartSale(Money amount) => throw new NotImplementedException();

    /// <summary>Takes one of the steps that the view offers.</summary>
    public void Take(StepId step) => throw new NotImplementedException();

    /// <summary>Answers the question that the view's step of kind AskQuestion asks.</summary>
    public void Answer(StepId question, string value) => throw new NotImplementedException();

    /// <summary>Ends the sale unpaid; while a request is on its way this asks for its reversal and is never instant.</summary>
    public void Cancel() => throw new NotImplementedException();

    /// <summary>Back to idle from a sale that has ended, or is parked or handed over.</summary>
    public void Finish() => throw new NotImplementedException();

    public void Reprint() => throw new NotImplementedException();

    public void ResumeParked(SaleId sale) => throw new NotImplementedException();

    public void ChooseLanguage(Language language) => throw new NotImplementedException();

    /// <summary>Gives the open sale away to a spare till; null when there is none to give.</summary>
    public Task<SalePackage?> HandOver() => throw new NotImplementedException();

    /// <summary>What is still due and unknown of a sale that was handed over, as it stands now.</summary>
    public SalePackage? PackageOf(SaleId sale) => throw new NotImplementedException();

    /// <summary>Goes on with a sale of another till; taken again with news of the same sale, it learns them.</summary>
    public void TakeOver(SalePackage package) => throw new NotImplementedException();

    /// <summary>The page behind a receipt's code; null for a token that is not ours or too old.</summary>
    public ReceiptStatus? Find(string token) => throw new NotImplementedException();
}
