using Clearswipe.Wire.Emv;

namespace Clearswipe.Counter.Readers;

/// <summary>A chip's answer: its data and its two status bytes.</summary>
sealed record ChipAnswer(ushort Status, ReadOnlyMemory<byte> Data)
{
    private const int DeepestTemplate = 8;

    public bool IsGood => Status == 0x9000;

    /// <summary>All elements that are no templates, at every depth, up to the first that is not whole.</summary>
    public IReadOnlyList<Element> Elements
    {
        get
        {
            var found = new List<Element>();
            Flatten(Data, found, 0);
            return found;
        }
    }

    public ReadOnlyMemory<byte>? Value(Tag tag) => Elements.FirstOrDefault(element => element.Tag == tag)?.Value;

    private static void Flatten(ReadOnlyMemory<byte> bytes, List<Element> found, int depth)
    {
        var reader = new TlvReader(bytes.Span);
        while (reader.TryReadNext(out var element) is null && element.Tag != 0)
        {
            var value = bytes.Slice(element.ValueStart, element.Value.Length);
            if (!element.Tag.IsConstructed)
                found.Add(new Element(element.Tag, value));
            else if (depth < DeepestTemplate)
                Flatten(value, found, depth + 1);
        }
    }
}

/// <summary>A tag with its value.</summary>
sealed record Element(Tag Tag, ReadOnlyMemory<byte> Value);

/// <summary>The commands of a payment to a chip (ISO/IEC 7816-4, EMV Books 1 and 3).</summary>
static class Apdu
{
    public static byte[] Select(ReadOnlySpan<byte> name) => [0x00, 0xA4, 0x04, 0x00, (byte)name.Length, .. name, 0x00];

    public static byte[] GetProcessingOptions(ReadOnlySpan<byte> values) =>
        [0x80, 0xA8, 0x00, 0x00, (byte)(values.Length + 2), 0x83, (byte)values.Length, .. values, 0x00];

    public static byte[] ReadRecord(int file, int record) =>
        [0x00, 0xB2, (byte)record, (byte)((file << 3) | 4), 0x00];

    public static byte[] GetData(ushort tag) => [0x80, 0xCA, (byte)(tag >> 8), (byte)(tag & 0xFF), 0x00];

    /// <summary>Asks for an authorisation request cryptogram: the sale always goes online.</summary>
    public static byte[] GenerateRequestCryptogram(ReadOnlySpan<byte> values) =>
        [0x80, 0xAE, 0x80, 0x00, (byte)values.Length, .. values, 0x00];

    /// <summary>
    /// Asks the chip; null when it is gone. "More data waits" (61xx) and "ask for so many" (6Cxx) are followed here, as
    /// cards of protocol T=0 want it.
    /// </summary>
    public static async ValueTask<ChipAnswer?> Ask(
        this IChip chip, byte[] command, CancellationToken cancellation)
    {
        var answer = Read(await chip.Transmit(command, cancellation));
        return answer switch
        {
            { Status: >= 0x6100 and <= 0x61FF } =>
                Read(await chip.Transmit(GetResponse(answer.Status), cancellation)),
            { Status: >= 0x6C00 and <= 0x6CFF } =>
                Read(await chip.Transmit(WithLength(command, answer.Status), cancellation)),
            _ => answer,
        };
    }

    private static ChipAnswer? Read(ReadOnlyMemory<byte>? response)
    {
        if (response is not { Length: >= 2 } bytes)
            return null;

        var span = bytes.Span;
        return new ChipAnswer((ushort)((span[^2] << 8) | span[^1]), bytes[..^2]);
    }

    private static byte[] GetResponse(ushort status) => [0x00, 0xC0, 0x00, 0x00, (byte)(status & 0xFF)];

    private static byte[] WithLength(byte[] command, ushort status) => [.. command[..^1], (byte)(status & 0xFF)];
}
