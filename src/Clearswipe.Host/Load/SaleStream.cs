using System.Buffers.Binary;
using System.Buffers.Text;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Host.Load;

/// <summary>
/// One purchase after another in a frame of two length bytes, each with a trace (field 11) and a reference (field 37)
/// of its own. Only those digits change from one to the next, so that the client costs the machine little.
/// </summary>
sealed class SaleStream
{
    private const int Frame = 2;
    private const int Traces = 999_999;

    private readonly byte[] _frame;
    private readonly int _trace;
    private readonly int _reference;

    public SaleStream(byte[] purchase)
    {
        _frame = new byte[Frame + purchase.Length];
        BinaryPrimitives.WriteUInt16BigEndian(_frame, (ushort)purchase.Length);
        purchase.CopyTo(_frame, Frame);
        (_trace, _reference) = (Place(purchase, 11), Place(purchase, 37));
    }

    /// <summary>The frame with this number in it; the next call writes over it.</summary>
    public ReadOnlyMemory<byte> Next(long number)
    {
        Utf8Formatter.TryFormat(number % Traces + 1, _frame.AsSpan(_trace, 6), out _, new('D', 6));
        Utf8Formatter.TryFormat(number, _frame.AsSpan(_reference, 12), out _, new('D', 12));
        return _frame;
    }

    /// <summary>Whether the answer is an approval, and of the sale that was sent last.</summary>
    public bool IsApproved(ReadOnlySpan<byte> answer) =>
        Dialect.Iso1987Ascii.TryView(answer, out var view) is null
        && view.Raw(39) is [(byte)'0', (byte)'0']
        && view.Raw(11).SequenceEqual(_frame.AsSpan(_trace, 6))
        && view.Raw(37).SequenceEqual(_frame.AsSpan(_reference, 12));

    private static int Place(byte[] purchase, int field)
    {
        if (Dialect.Iso1987Ascii.TryView(purchase, out var view) is { } fault)
            throw new InvalidDataException($"The purchase cannot be read: {fault}");
        var at = purchase.AsSpan().IndexOf(view.Bytes);
        var raw = view.Raw(field);
        if (raw.IsEmpty)
            throw new InvalidDataException($"The purchase has no field {field}.");
        view.Bytes.Overlaps(raw, out var offset);
        return Frame + at + offset;
    }
}
