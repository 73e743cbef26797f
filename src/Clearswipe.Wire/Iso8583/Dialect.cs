using Clearswipe.Vocabulary;
using Clearswipe.Wire.Dialects;

namespace Clearswipe.Wire.Iso8583;

/// <summary>How a family of hosts writes ISO 8583: rows of field specifications, compiled once.</summary>
public sealed class Dialect
{
    private readonly FieldSpec?[] _specs = new FieldSpec?[129];

    internal Dialect(string name, bool isPacked, IEnumerable<FieldSpec> rows)
    {
        Name = name;
        IsPacked = isPacked;
        foreach (var row in rows)
        {
            Invariant.Holds(_specs[row.Number] is null, $"DE {row.Number} has one row");
            _specs[row.Number] = row;
        }
    }

    /// <summary>UnionPay direct POS, packed BCD; without TPDU and header, which are the envelope's.</summary>
    public static Dialect UnionPayPos { get; } = UnionPayPosRows.Compile();

    /// <summary>
    /// ISO 8583:1987, all characters ASCII; bitmap and binary fields are upper-case hexadecimal characters.
    /// </summary>
    public static Dialect Iso1987Ascii { get; } = Iso1987Rows.CompileAscii();

    /// <summary>ISO 8583:1987 with type, numbers and lengths in BCD, and bitmap and binary fields as bytes.</summary>
    public static Dialect Iso1987Packed { get; } = Iso1987Rows.CompilePacked();

    public string Name { get; }

    /// <summary>Whether type, bitmap and lengths are packed two digits to a byte, or written as characters.</summary>
    internal bool IsPacked { get; }

    /// <summary>The layout of a field, or null when the dialect does not define it.</summary>
    public FieldSpec? Spec(int field) => field is >= 2 and <= 128 ? _specs[field] : null;

    /// <summary>
    /// Reads one whole message; every byte must be accounted for. Null is success; it never throws. After a fault the
    /// message holds the fields before it, so that a refusal can still name what it refuses.
    /// </summary>
    public WireFault? TryRead(ReadOnlyMemory<byte> bytes, out Message message)
    {
        message = new Message("");
        var reader = new MessageReader(this, bytes.Span);
        if (reader.ReadType(out var type) is { } badType)
            return badType;
        if (reader.ReadBitmap(out var bitmap) is { } badBitmap)
            return badBitmap;

        message = new Message(type) { Signed = bytes };
        while (reader.ReadNext(ref bitmap, out var field) is var fault)
        {
            if (fault is not null)
                return fault;
            if (field.Spec is null)
                break;
            if (field.Spec.Number is 64 or 128)
                message.Signed = bytes[..field.Start];
            Set(message, field, bytes.Slice(field.ContentStart, field.PackedLength));
        }

        return null;
    }

    /// <summary>
    /// Writes a message of ours; a field that does not fit its specification is a contradiction and throws. What was
    /// read is written back byte for byte, save that a pad nibble of F becomes 0.
    /// </summary>
    public byte[] Write(Message message)
    {
        var writer = new MessageWriter(this, stackalloc byte[Limits.LongestMessage]);
        writer.Begin(message.Type, message.Fields);
        foreach (var field in message.Fields)
            writer.Write(field, message);
        return writer.Written.ToArray();
    }

    /// <summary>
    /// Writes the message with field 64 (128 above field 64) last, made by the given MAC over all bytes before it. The
    /// bitmap that is signed already holds the MAC's bit. A MAC that the message carries is left out.
    /// </summary>
    public byte[] WriteSigned(Message message, Func<ReadOnlyMemory<byte>, byte[]> mac)
    {
        var fields = message.Fields.Where(field => field is not (64 or 128)).ToList();
        var macField = fields.Count > 0 && fields[^1] > 64 ? 128 : 64;
        var writer = new MessageWriter(this, stackalloc byte[Limits.LongestMessage]);
        writer.Begin(message.Type, [.. fields, macField]);
        foreach (var field in fields)
            writer.Write(field, message);
        writer.Write(macField, new Message(message.Type).With(macField, mac(writer.Written.ToArray())));
        return writer.Written.ToArray();
    }

    public override string ToString() => Name;

    private static void Set(Message message, RawField field, ReadOnlyMemory<byte> content)
    {
        var spec = field.Spec!;
        if (spec.Content != Content.Binary)
            message.With(spec.Number, FieldText.Unpack(spec.Packing, content.Span, field.Length));
        else
            message.With(spec.Number, spec.Packing == Packing.Hex ? FieldText.FromHex(content.Span) : content);
    }
}
