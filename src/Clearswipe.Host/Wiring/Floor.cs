using Clearswipe.Counter.Receipts;
using Clearswipe.Counter.Sales;
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

    /// <summary>Where a sale of this till can go on: a till that is free.</summary>
    public LabTill? SpareOf(LabTill till) => shop.Tills.FirstOrDefault(other => other != till && other.IsAlive);

    /// <summary>Gives the open sale of a till to its spare one, and tells that one what becomes known later.</summary>
    public async Task HandOver(LabTill from)
    {
        if (SpareOf(from) is not { Till: var spare } || await from.Till.HandOver() is not { } package)
            return;
        spare.TakeOver(package);
        if (package.Unsettled.Count > 0)
            TellNews(from.Till, spare, package);
    }

    // The spare till charges no card before the first one knows how its own attempt ended.
    private static void TellNews(Till from, Till spare, SalePackage package)
    {
        from.Changed += Tell;

        void Tell()
        {
            if (from.PackageOf(package.Sale) is not { } news || news.Unsettled.Count == package.Unsettled.Count)
                return;
            package = news;
            spare.TakeOver(news);
            if (news.Unsettled.Count == 0)
                from.Changed -= Tell;
        }
    }
}
