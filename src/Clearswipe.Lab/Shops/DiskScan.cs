using System.Buffers.Binary;
using System.Text;
using Clearswipe.Lab.Cards;

namespace Clearswipe.Lab.Shops;

/// <summary>
/// Looks through every byte of every file of a shop for what PCI DSS 3.2 lets nobody keep: card numbers in the clear,
/// tracks and PIN blocks, as text and packed.
/// </summary>
sealed class DiskScan
{
    // Every secret is known by its first eight bytes, so that one pass over the files finds them all.
    private const int Head = sizeof(ulong);

    private readonly ILookup<ulong, (string Name, byte[] Bytes)> _secrets;
    private readonly Sieve _heads = new();
    private readonly List<Violation> _violations = [];

    private DiskScan(IEnumerable<(string Name, byte[] Bytes)> secrets)
    {
        _secrets = secrets.ToLookup(secret => BinaryPrimitives.ReadUInt64LittleEndian(secret.Bytes));
        foreach (var group in _secrets)
            _heads.Add(group.Key);
    }

    public static (long Bytes, IReadOnlyList<Violation> Violations) Of(Shop shop)
    {
        var scan = new DiskScan(
            shop.World.Cards.SelectMany(SecretsOf).Concat(shop.Log.PinBlocks.All.SelectMany(BlockAsWritten)));
        var bytes = shop.Medium.Images.Sum(image => scan.Look(image.Name, image.Bytes.Span));
        return (bytes, scan._violations);
    }

    private static IEnumerable<(string Name, byte[] Bytes)> SecretsOf(CardModel card)
    {
        var number = card.Pan.Reveal();
        yield return ($"the number of {card.Name}", Encoding.ASCII.GetBytes(number));
        yield return ($"the number of {card.Name}, wide", Encoding.Unicode.GetBytes(number));
        yield return ($"the number of {card.Name}, packed", Convert.FromHexString(number));
        // The last digits with expiry and service code are a track, whatever became of the number before them.
        var behindNumber = card.Track2[number.Length..];
        yield return ($"the track of {card.Name}", Encoding.ASCII.GetBytes(number[^4..] + behindNumber));
        yield return (
            $"the track of {card.Name}, as a chip has it",
            Encoding.ASCII.GetBytes(number[^4..] + behindNumber.Replace('=', 'D')));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> BlockAsWritten(byte[] block)
    {
        yield return ("a PIN block", block);
        yield return ("a PIN block in hex", Encoding.ASCII.GetBytes(Convert.ToHexString(block)));
        yield return ("a PIN block in small hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(block)));
    }

    private long Look(string file, ReadOnlySpan<byte> content)
    {
        for (var at = 0; at + Head <= content.Length; at++)
        {
            var head = BinaryPrimitives.ReadUInt64LittleEndian(content[at..]);
            if (_heads.MayHave(head))
                Compare(content[at..], head, file);
        }

        return content.Length;
    }

    private void Compare(ReadOnlySpan<byte> content, ulong head, string file)
    {
        foreach (var (name, bytes) in _secrets[head])
        {
            var violation = new Violation("M12 nothing secret is stored", $"{name} in {file}");
            if (content.StartsWith(bytes) && !_violations.Contains(violation))
                _violations.Add(violation);
        }
    }

    /// <summary>Almost every place on a disk begins no secret; a bit says so at once.</summary>
    private sealed class Sieve
    {
        private const int Bits = 20;

        private readonly ulong[] _words = new ulong[1 << (Bits - 6)];

        public void Add(ulong head) => _words[Slot(head) >> 6] |= 1UL << (Slot(head) & 63);

        public bool MayHave(ulong head) => (_words[Slot(head) >> 6] >> (Slot(head) & 63) & 1) != 0;

        private static int Slot(ulong head) => (int)(unchecked(head * 0x9E3779B97F4A7C15) >> (64 - Bits));
    }
}
