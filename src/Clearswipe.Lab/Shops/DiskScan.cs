using System.Text;
using Clearswipe.Lab.Cards;

namespace Clearswipe.Lab.Shops;

/// <summary>
/// Looks through every byte of every file of a shop for what PCI DSS 3.2 lets nobody keep: card numbers in the clear,
/// tracks and PIN blocks, as text and packed.
/// </summary>
static class DiskScan
{
    public static (long Bytes, IReadOnlyList<Violation> Violations) Of(Shop shop)
    {
        var secrets = shop.World.Cards.SelectMany(SecretsOf)
            .Concat(shop.Log.PinBlocks.All.SelectMany(BlockAsWritten))
            .ToList();
        var violations = new List<Violation>();
        var bytes = 0L;
        foreach (var file in Directory.EnumerateFiles(shop.Folder, "*", SearchOption.AllDirectories).Order())
        {
            var content = Read(file);
            bytes += content.Length;
            violations.AddRange(
                from secret in secrets
                where content.AsSpan().IndexOf(secret.Bytes) >= 0
                select new Violation("M12 nothing secret is stored", $"{secret.Name} in {Path.GetFileName(file)}"));
        }

        return (bytes, violations);
    }

    private static IEnumerable<(string Name, byte[] Bytes)> SecretsOf(CardModel card)
    {
        var number = card.Pan.Reveal();
        yield return ($"the number of {card.Name}", Encoding.ASCII.GetBytes(number));
        yield return ($"the number of {card.Name}, wide", Encoding.Unicode.GetBytes(number));
        yield return ($"the number of {card.Name}, packed", Convert.FromHexString(number));
        // Number, expiry and service code make a track, whatever stands between and behind them.
        var behindNumber = card.Track2[number.Length..];
        yield return ($"the track of {card.Name}", Encoding.ASCII.GetBytes(number[^4..] + behindNumber));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> BlockAsWritten(byte[] block)
    {
        yield return ("a PIN block", block);
        yield return ("a PIN block in hex", Encoding.ASCII.GetBytes(Convert.ToHexString(block)));
        yield return ("a PIN block in small hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(block)));
    }

    // Databases are open in this process while they are read: the same bytes that a thief would find.
    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
