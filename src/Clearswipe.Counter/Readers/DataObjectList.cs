using Clearswipe.Wire.Emv;

namespace Clearswipe.Counter.Readers;

/// <summary>A list of tags and lengths with which a chip asks the terminal for values (EMV Book 3, 5.4).</summary>
static class DataObjectList
{
    // What a short command holds beside its own tag; a chip that wants more is broken, and refuses what it gets.
    private const int MostBytes = 252;

    /// <summary>
    /// The values one after the other: too long ones are cut, too short or unknown ones filled with zeros.
    /// </summary>
    public static byte[] Fill(ReadOnlySpan<byte> list, IReadOnlyDictionary<Tag, byte[]> values)
    {
        var filled = new List<byte>();
        while (TryTake(ref list, out var tag, out var length) && filled.Count + length <= MostBytes)
        {
            var value = values.GetValueOrDefault(tag) ?? [];
            filled.AddRange(value.AsSpan(0, Math.Min(value.Length, length)));
            filled.AddRange(new byte[Math.Max(0, length - value.Length)]);
        }

        return [.. filled];
    }

    private static bool TryTake(ref ReadOnlySpan<byte> list, out Tag tag, out int length)
    {
        (tag, length) = (0, 0);
        var size = TagSize(list);
        if (size == 0 || list.Length <= size)
            return false;

        var number = 0u;
        foreach (var part in list[..size])
            number = (number << 8) | part;
        tag = number;
        length = list[size];
        list = list[(size + 1)..];
        return true;
    }

    // A first byte that ends in five ones goes on for as long as bit 8 stands (ISO/IEC 8825-1).
    private static int TagSize(ReadOnlySpan<byte> list)
    {
        if (list.IsEmpty)
            return 0;
        if ((list[0] & 0x1F) != 0x1F)
            return 1;

        var size = 2;
        while (size < list.Length && size < 4 && (list[size - 1] & 0x80) != 0)
            size++;
        return size;
    }
}
