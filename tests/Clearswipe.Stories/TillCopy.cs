using Clearswipe.Counter.Evidence;
using Clearswipe.Counter.Sales;

namespace Clearswipe.Stories;

/// <summary>A copy of a till's file in somebody's hands, who would like it to say something else.</summary>
sealed class TillCopy : IDisposable
{
    private readonly string _file;

    public TillCopy(string original)
    {
        _file = original + ".copy";
        foreach (var part in new[] { "", "-wal" }.Where(part => File.Exists(original + part)))
            File.Copy(original + part, _file + part);
        // Opened and closed once, everything stands in the one file.
        EvidenceOf(new SaleId(""));
    }

    public IReadOnlyList<EvidenceRow> EvidenceOf(SaleId sale)
    {
        var database = Till.OpenDatabase(_file);
        try
        {
            return database.Read(session => EvidenceTable.Of(session, sale.Value));
        }
        finally
        {
            database.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public void ChangeOneByteOf(ReadOnlySpan<byte> text)
    {
        var bytes = File.ReadAllBytes(_file);
        var at = bytes.AsSpan().IndexOf(text);
        Assert.True(at >= 0, "the evidence holds the text");
        bytes[at] ^= 1;
        File.WriteAllBytes(_file, bytes);
    }

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_file)!, Path.GetFileName(_file) + "*"))
            File.Delete(file);
    }
}
