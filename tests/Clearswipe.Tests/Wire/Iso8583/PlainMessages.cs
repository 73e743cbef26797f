using Clearswipe.Fuzz;
using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>
/// Messages put together from the rows alone, byte after byte, with all that a row allows: every character of its
/// content, no length but the longest or none at all, either pad. And the ways in which bytes are damaged.
/// </summary>
internal static class PlainMessages
{
    /// <summary>A valid message's bytes and what they say.</summary>
    public static Gen<(byte[] Bytes, SimpleMessage Says)> Any(Dialect dialect) =>
        from type in Gen.Char["0123456789"].Array[4]
        let rows = Rows(dialect)
        from fields in Gen.Int[0, rows.Length - 1].Select(place => rows[place]).Array[0, 25]
        from seeds in Gen.UInt.Array[fields.Length]
        select Put(dialect, new string(type), fields.Zip(seeds));

    /// <summary>Bits turned over, ends cut off, bytes doubled, overwritten or left out, lengths made others.</summary>
    public static Gen<byte[]> Damaged(Dialect dialect) =>
        from message in Any(dialect)
        from damages in Gen.Select(Gen.Int[0, 6], Gen.Int[0, 100_000], Gen.Byte).Array[1, 3]
        select damages.Aggregate(message.Bytes, (bytes, damage) => Damage(bytes, damage));

    private static byte[] Damage(byte[] bytes, (int Kind, int At, byte Value) damage)
    {
        if (bytes.Length == 0)
            return [damage.Value];
        var at = damage.At % bytes.Length;
        var (before, after) = (bytes[..at], bytes[(at + 1)..]);
        var old = bytes[at];
        return damage.Kind switch
        {
            0 => [.. before, (byte)(old ^ (1 << damage.Value % 8)), .. after],
            1 => before,
            2 => [.. before, old, old, .. after],
            3 => [.. before, damage.Value, .. after],
            4 => [.. before, .. after],
            // Lengths are small: one more or less is mostly another length.
            5 => [.. before, (byte)((old + (damage.Value % 2 == 0 ? 1 : 255)) % 256), .. after],
            _ => [.. bytes, damage.Value],
        };
    }

    private static SimpleRow[] Rows(Dialect dialect) =>
        [.. Enumerable.Range(2, 191).Select(field => SimpleRow.Of(dialect, field)).OfType<SimpleRow>()];

    private static (byte[], SimpleMessage) Put(
        Dialect dialect, string type, IEnumerable<(SimpleRow Row, uint Seed)> fields)
    {
        var says = new SimpleMessage(type, []);
        var paddedWithF = new HashSet<int>();
        foreach (var (row, seed) in fields.DistinctBy(field => field.Row.Field).OrderBy(field => field.Row.Field))
        {
            says.Fields[row.Field] = SimpleEncoder.Value(row, seed);
            if (seed % 2 == 1)
                paddedWithF.Add(row.Field);
        }

        return (SimpleEncoder.Write(dialect, says, paddedWithF.Contains), says);
    }
}
