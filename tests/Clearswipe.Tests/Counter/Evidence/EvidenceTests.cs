using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Sales;
using CsCheck;

namespace Clearswipe.Tests.Counter.Evidence;

public sealed class EvidenceTests
{
    private const EvidenceKind Saw = EvidenceKind.Saw;

    [Fact]
    public void A_sale_leaves_what_was_asked_sent_received_shown_and_printed()
    {
        using var shop = Sold();
        var rows = shop.Till.EvidenceOf(shop.View.Sale!.Value);

        Assert.Null(EvidenceRow.FirstBroken(rows));
        foreach (var kind in new[]
            { EvidenceKind.Asked, EvidenceKind.Sent, EvidenceKind.Received, EvidenceKind.Shown, EvidenceKind.Printed })
            Assert.Contains(rows, row => row.Kind == kind);
    }

    [Fact]
    public void Any_change_of_any_row_shows()
    {
        using var shop = Sold();
        var rows = shop.Till.EvidenceOf(shop.View.Sale!.Value);

        Gen.Select(Gen.Int[0, rows.Count - 1], Gen.Int[0, 3]).Sample((at, kind) =>
        {
            List<EvidenceRow> forged = [.. rows];
            forged[at] = kind switch
            {
                0 => forged[at] with { Body = forged[at].Body + "." },
                1 => forged[at] with { At = forged[at].At.AddTicks(1) },
                2 => forged[at] with { Kind = forged[at].Kind == Saw ? EvidenceKind.Sent : Saw },
                _ => forged[at] with { Hash = new string('0', 64) },
            };
            Assert.NotNull(EvidenceRow.FirstBroken(forged));
        });
        Assert.NotNull(EvidenceRow.FirstBroken(rows.Where((_, at) => at != 2)));
        Assert.NotNull(EvidenceRow.FirstBroken(rows.Reverse()));
    }

    [Fact]
    public void No_card_number_PIN_or_track_stands_in_the_file()
    {
        using var shop = Sold();
        var bytes = Files(shop.File).SelectMany(System.IO.File.ReadAllBytes).ToArray();
        var text = System.Text.Encoding.Latin1.GetString(bytes);

        Assert.DoesNotContain("9999010000000011", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Shop.Pin, text, StringComparison.Ordinal);
        Assert.DoesNotContain("=3012120", text, StringComparison.Ordinal);
        Assert.DoesNotContain("14=3012", text, StringComparison.Ordinal);
        var block = Convert.ToHexString(Assert.Single(shop.Host.Sales).Bytes(52)!.Value.Span);
        Assert.DoesNotContain(block, Convert.ToHexString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain(block, text, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Files(string file) =>
        new[] { file, $"{file}-wal" }.Where(System.IO.File.Exists);

    private static Shop Sold()
    {
        var shop = new Shop().Open();
        shop.StartSale(1250);
        shop.Swipe(Shop.Card());
        shop.TypePin();
        shop.WaitFor(TillPhase.Paid);
        shop.WaitUntil(() => shop.View.LastReceipt!.IsPrinted, "the receipt");
        shop.Pass(TimeSpan.FromSeconds(1));
        return shop;
    }
}
