using Clearswipe.Counter.Receipts;
using Clearswipe.Lab.Shops;

namespace Clearswipe.Host.Wiring;

/// <summary>The shop that the pages show, and its counters by their terminals' numbers.</summary>
sealed class Floor(Shop shop)
{
    public Shop Shop => shop;

    public string First => shop.Tills[0].Model.Terminal.Value;

    public LabTill? Find(string terminal) => shop.Tills.FirstOrDefault(till => till.Model.Terminal.Value == terminal);

    public ReceiptStatus? FindReceipt(string token) =>
        shop.Tills.Select(till => till.Till.Find(token)).FirstOrDefault(found => found is not null);
}
