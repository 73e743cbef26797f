using Clearswipe.Wire.Tracks;

namespace Clearswipe.Fuzz;

/// <summary>The first inputs of targets that have none yet: small ones, some of them broken, all invented.</summary>
internal static class Seeds
{
    private const int Groups = 3;

    /// <summary>Writes a folder for each target that can be told from rows, unless it is there; how many files.</summary>
    public static int Write(string corpora)
    {
        var written = 0;
        foreach (var (target, name, bytes) in All().ToArray())
        {
            var file = Path.Combine(corpora, target, name);
            if (Path.Exists(file) || !Directory.CreateDirectory(Path.GetDirectoryName(file)!).Exists)
                continue;
            File.WriteAllBytes(file, bytes);
            written++;
        }

        return written;
    }

    private static IEnumerable<(string Target, string Name, byte[] Bytes)> All() =>
        Targets.Dialects.Keys.SelectMany(Messages).Concat(Writers()).Concat(Swipes());

    // Each field of the rows is in one of the messages.
    private static IEnumerable<(string Target, string Name, byte[] Bytes)> Messages(string target)
    {
        var dialect = Targets.Dialects[target]();
        for (var group = 0; group < Groups; group++)
        {
            var says = new SimpleMessage(dialect.Version == 0 ? "0200" : $"{dialect.Version}200", []);
            foreach (var (field, row) in SimpleLayout.Of(dialect).Rows)
                if (field % Groups == group)
                    says.Fields[field] = SimpleEncoder.Value(row, (uint)(10 * (field % 17) + 2 + field % 8));
            var bytes = SimpleEncoder.Write(dialect, says, field => field % 2 == 0);
            yield return (target, $"fields-{group + 1}", bytes);
            if (group == 0)
                yield return (target, "cut", bytes[..^3]);
        }
    }

    // Bytes that say what a writer is asked for: they are read by WriterLaws, call after call.
    private static IEnumerable<(string Target, string Name, byte[] Bytes)> Writers()
    {
        for (var dialect = 0; dialect < Targets.Dialects.Count; dialect++)
        {
            byte[] head = [(byte)dialect, (byte)(dialect + 1), 255, 2, 0, 7];
            yield return ("writer", $"fitting-{dialect + 1}",
                [.. head, .. Enumerable.Range(0, 12).SelectMany(call => new byte[] { 0, (byte)(call % 6), (byte)(call * 20 + 3) })]);
        }

        yield return ("writer", "signed", [0, 0, 255, 2, 0, 7, 0, 1, 3, 10, 0, 0]);
        yield return ("writer", "signed-and-more", [1, 0, 255, 2, 0, 7, 10, 0, 0, 0, 255, 110, 5]);
        yield return ("writer", "no-mac", [1, 0, 255, 2, 0, 7, 10, 0, 1]);
        yield return ("writer", "no-type", [1, 0, 255, 0xA0, 0, 7]);
        yield return ("writer", "copies", [2, 2, 255, 2, 0, 3, .. Enumerable.Repeat<byte[]>([8, 0], 12).SelectMany(call => call)]);
        yield return ("writer", "raw-of-no-length", [0, 0, 255, 2, 0, 7, 7, 255, 12, 3, 255, 0]);
        yield return ("writer", "too-long", [6, 0, 20, 2, 0, 7, .. Enumerable.Repeat<byte[]>([9, 0, 3, 155], 20).SelectMany(call => call)]);
    }

    private static IEnumerable<(string Target, string Name, byte[] Bytes)> Swipes()
    {
        const string number = "6222021234567894";
        var chip = Track1.Encode($"B{number}^WANG/XIAOMING^30122010000001234567");
        yield return ("track1", "chip", Bytes(chip));
        yield return ("track1", "backwards", Bytes([.. chip.Reverse()]));
        yield return ("track1", "cut", Bytes([.. chip.Take(200)]));
        yield return ("track1", "stripe", Bytes(Track1.Encode($"B{number}^ANY^30121010000001234567")));
        yield return ("track1", "no-luhn", Bytes(Track1.Encode("B6222021234567890^ANY^3012101")));
        yield return ("track1", "no-expiry", Bytes(Track1.Encode($"B{number}^ANY^^^12")));
        var third = Track3.Encode($"01{number}=15615600000000000030000000114000000=000000000000=000000000=0");
        yield return ("track3", "first", Bytes(third));
        yield return ("track3", "backwards", Bytes([.. third.Reverse()]));
        yield return ("track3", "cut", Bytes([.. third.Take(150)]));
        yield return ("track3", "no-luhn", Bytes(Track3.Encode("016222021234567890=1561560000")));
        yield return ("track3", "no-number", Bytes(Track3.Encode("01==1561560000000000003")));
        yield return ("track-text", "track1", [.. $"B{number}^WANG/XIAOMING^30122010000001234567".Select(c => (byte)c)]);
        yield return ("track-text", "track3", [.. $"01{number}=1561560000=0=0".Select(c => (byte)c)]);
    }

    private static byte[] Bytes(IReadOnlyList<bool> bits) =>
        [.. bits.Chunk(8).Select(eight => (byte)eight.Select((bit, at) => bit ? 0x80 >> at : 0).Sum())];
}
