using System.Buffers;
using System.Runtime.CompilerServices;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Dialects;

namespace Clearswipe.Wire.Iso8583;

/// <summary>Makes the MAC over some bytes into eight bytes that it is given.</summary>
public delegate void MacMaker(ReadOnlySpan<byte> message, Span<byte> mac);

/// <summary>
/// How a family of hosts writes ISO 8583: rows of field specifications, compiled once to a flat table. It never changes
/// and many may use it at once.
/// </summary>
public sealed class Dialect
{
    private const int MacLength = 8;

    private readonly FieldPlan[] _plans = new FieldPlan[FieldSpec.Highest + 1];

    /// <summary>
    /// Compiles rows, each for another field. Throws for rows that contradict each other or the standard.
    /// </summary>
    public Dialect(string name, Form form, IEnumerable<FieldSpec> fields)
    {
        Name = name;
        Form = form;
        Invariant.Holds(form.Problem() is null, $"{name}: {form.Problem()}");
        foreach (var field in fields)
        {
            Invariant.Holds(field.Problem() is null, $"{name}, DE {field.Number}: {field.Problem()}");
            Invariant.Holds(_plans[field.Number].Spec is null, $"{name}, DE {field.Number} has one row");
            _plans[field.Number] = new FieldPlan(field);
        }

        var highest = Array.FindLastIndex(_plans, plan => plan.Spec is not null);
        Bitmaps = Math.Max(1, (highest + 63) / 64);
        Invariant.Holds(Bitmaps < 3 || _plans[65].Spec is null, $"{name}: bit 65 announces a third bitmap, no field");
    }

    /// <summary>UnionPay direct POS, packed BCD; without TPDU and header, which are the envelope's.</summary>
    public static Dialect UnionPayPos { get; } = UnionPayPosRows.Compile();

    /// <summary>
    /// ISO 8583:1987, all characters ASCII; bitmap and binary fields are upper-case hexadecimal characters.
    /// </summary>
    public static Dialect Iso1987Ascii { get; } = Iso1987Rows.Compile("ISO 8583:1987 ASCII", Form.Ascii);

    /// <summary>ISO 8583:1987 with type, numbers and lengths in BCD, and bitmap and binary fields as bytes.</summary>
    public static Dialect Iso1987Packed { get; } = Iso1987Rows.Compile("ISO 8583:1987 packed", Form.Packed);

    /// <summary>ISO 8583:1987 with type, numbers, lengths and text in EBCDIC (IBM 037), and bytes as they are.</summary>
    public static Dialect Iso1987Ebcdic { get; } = Iso1987Rows.Compile("ISO 8583:1987 EBCDIC", Form.Ebcdic);

    /// <summary>ISO 8583:1993 in ASCII, as <see cref="Iso1987Ascii"/> is.</summary>
    public static Dialect Iso1993Ascii { get; } = Iso1993Rows.Compile("ISO 8583:1993 ASCII", Form.Ascii);

    /// <summary>ISO 8583:1993 packed, as <see cref="Iso1987Packed"/> is.</summary>
    public static Dialect Iso1993Packed { get; } = Iso1993Rows.Compile("ISO 8583:1993 packed", Form.Packed);

    /// <summary>ISO 8583-1:2003 in ASCII, as <see cref="Iso1987Ascii"/> is.</summary>
    public static Dialect Iso2003Ascii { get; } = Iso2003Rows.Compile("ISO 8583:2003 ASCII", Form.Ascii);

    /// <summary>ISO 8583-1:2003 packed, as <see cref="Iso1987Packed"/> is.</summary>
    public static Dialect Iso2003Packed { get; } = Iso2003Rows.Compile("ISO 8583:2003 packed", Form.Packed);

    /// <summary>The dialects that come with the library; others are made of them or from a file.</summary>
    public static IReadOnlyList<Dialect> All { get; } =
    [
        UnionPayPos, Iso1987Ascii, Iso1987Packed, Iso1987Ebcdic, Iso1993Ascii, Iso1993Packed, Iso2003Ascii, Iso2003Packed,
    ];

    public string Name { get; }

    public Form Form { get; }

    /// <summary>The first digit of its message types: 0 for 1987, 1 for 1993, 2 for 2003.</summary>
    public int Version { get; init; }

    /// <summary>The fields that it defines, rising.</summary>
    public IEnumerable<FieldSpec> Fields => _plans.Select(plan => plan.Spec).OfType<FieldSpec>();

    /// <summary>How many bitmaps its fields may need, 1 to 3; they stand one behind the other.</summary>
    internal int Bitmaps { get; }

    /// <summary>The layout of a field, or null when the dialect does not define it.</summary>
    public FieldSpec? Spec(int field) => field is >= 2 and <= FieldSpec.Highest ? _plans[field].Spec : null;

    /// <summary>
    /// The same with some fields laid out anew, and others taken out: how one acquirer differs from its family.
    /// </summary>
    public Dialect With(string name, IEnumerable<FieldSpec> changed, params IEnumerable<int> removed)
    {
        var news = changed.ToDictionary(field => field.Number);
        var gone = removed.ToHashSet();
        return new Dialect(name, Form, [
            .. Fields.Where(field => !news.ContainsKey(field.Number) && !gone.Contains(field.Number)), .. news.Values])
        {
            Version = Version,
        };
    }

    /// <summary>
    /// Looks at one whole message where it stands; every byte must be accounted for. Null is success; it never throws
    /// and, unless there is a fault, allocates nothing. After a fault the view holds the fields before it.
    /// </summary>
    public WireFault? TryView(ReadOnlySpan<byte> bytes, out MessageView view)
    {
        // What the index holds of fields that are not there is never looked at.
        Unsafe.SkipInit(out view);
        return view.Read(this, bytes);
    }

    /// <summary>
    /// The same over bytes in several segments. When there is more than one, they are copied to the scratch space, over
    /// which the view then stands; a message that does not fit it is a fault.
    /// </summary>
    public WireFault? TryView(in ReadOnlySequence<byte> bytes, Span<byte> scratch, out MessageView view)
    {
        if (bytes.IsSingleSegment)
            return TryView(bytes.FirstSpan, out view);
        if (bytes.Length > scratch.Length)
        {
            view = default;
            return new WireFault(0, 0, $"a message of {bytes.Length} bytes where {scratch.Length} have room");
        }

        bytes.CopyTo(scratch);
        return TryView(scratch[..(int)bytes.Length], out view);
    }

    /// <summary>
    /// Reads one whole message into one of its own; every byte must be accounted for. Null is success; it never throws.
    /// After a fault the message holds the fields before it, so that a refusal can still name what it refuses.
    /// </summary>
    public WireFault? TryRead(ReadOnlyMemory<byte> bytes, out Message message)
    {
        var fault = TryView(bytes.Span, out var view);
        message = Message.Of(view);
        message.Signed = bytes[..view.Signed.Length];
        return fault;
    }

    /// <summary>
    /// Writes a message of ours; a field that does not fit its specification is a contradiction and throws. What was
    /// read is written back byte for byte, save that a pad nibble of F becomes 0.
    /// </summary>
    public byte[] Write(Message message)
    {
        var writer = Writer(message, stackalloc byte[Limits.LongestMessage]);
        foreach (var field in message.Fields)
            message.WriteTo(ref writer, field);
        return writer.Finish().ToArray();
    }

    /// <summary>
    /// Writes the message with field 64 (128 above field 64) last, made by the given MAC over all bytes before it. The
    /// bitmap that is signed already holds the MAC's bit. A MAC that the message carries is left out.
    /// </summary>
    public byte[] WriteSigned(Message message, MacMaker mac)
    {
        var writer = Writer(message, stackalloc byte[Limits.LongestMessage]);
        foreach (var field in message.Fields)
            if (field % 64 != 0)
                message.WriteTo(ref writer, field);
        Span<byte> made = stackalloc byte[MacLength];
        mac(writer.ToSign(), made);
        writer.Mac(made);
        return writer.Finish().ToArray();
    }

    public override string ToString() => Name;

    internal FieldPlan[] Plans => _plans;

    internal ref readonly FieldPlan Plan(int field) => ref _plans[field];

    private MessageWriter Writer(Message message, Span<byte> destination)
    {
        Invariant.Holds(MessageType.Read(message.Type) is not null, "a message type is four digits");
        return new MessageWriter(this, MessageType.Read(message.Type)!.Value, destination);
    }
}
