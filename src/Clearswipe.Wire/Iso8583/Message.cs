using System.Text;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Alphabets;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// An owned ISO 8583 message: a type such as "0200" and fields 2 to 192. Number and text fields hold their characters,
/// binary fields (52, 55, 64 …) their bytes. A text character stands for one byte (ISO 8859-1), so text in any
/// encoding, such as GBK, is carried without loss. Printing it masks what must not be seen.
/// </summary>
public sealed class Message(string type)
{
    private const int Usual = 16;

    // The values of the fields that are there, rising.
    private FieldBits _fields;
    private FieldValue[] _values = new FieldValue[Usual];

    /// <summary>Four digits: version, class, function and origin, such as "0200".</summary>
    public string Type { get; } = type;

    /// <summary>
    /// The bytes from the type up to, not including, field 64 (or 128), as they came: what a MAC covers. The whole
    /// message when that is not its last field; nothing for a message that was not read. It keeps the memory it was
    /// read from: a buffer that is used again must be copied first.
    /// </summary>
    public ReadOnlyMemory<byte> Signed { get; internal set; }

    /// <summary>
    /// The bytes of field 64, 128 or 192 when that is the last, else null: a MAC with fields behind it covers less than
    /// it seems to, and is none.
    /// </summary>
    public ReadOnlyMemory<byte>? Mac =>
        _fields.Last is > 0 and var last && last % 64 == 0 ? Bytes(last) : null;

    /// <summary>The numbers of the fields that are there, rising.</summary>
    public FieldBits Fields => _fields;

    public bool Has(int field) => _fields.Has(field);

    /// <summary>
    /// A field's characters, or null when it is not there. A binary field's bytes become characters one by one.
    /// </summary>
    public string? Text(int field) => _fields.Has(field) ? Value(field).AsText() : null;

    /// <summary>
    /// A field's bytes, or null when it is not there. A text field's characters become bytes one by one.
    /// </summary>
    public ReadOnlyMemory<byte>? Bytes(int field)
    {
        // Not "? … : null": that null would become empty memory, and an absent field an empty one.
        if (_fields.Has(field))
            return Value(field).AsBytes();
        return null;
    }

    /// <summary>Sets a field on this message and hands the message back.</summary>
    public Message With(int field, string text)
    {
        Invariant.Holds(Alphabet.IsLatin1(text), $"text in DE {field} has one byte for each character");
        return With(field, new FieldValue(text, default));
    }

    /// <summary>Sets a field on this message and hands the message back.</summary>
    public Message With(int field, ReadOnlyMemory<byte> bytes) => With(field, new FieldValue(null, bytes));

    /// <summary>Takes a field from this message and hands the message back.</summary>
    public Message Without(int field)
    {
        if (!_fields.Has(field))
            return this;
        var at = _fields.Below(field);
        Array.Copy(_values, at + 1, _values, at, _fields.Count - at - 1);
        _fields.Remove(field);
        return this;
    }

    /// <summary>The type and each field with its value, masked: "0200 2=622202******7890 3=000000 …".</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Type);
        foreach (var field in _fields)
            text.Append(' ').Append(field).Append('=').Append(Masked(field));
        return text.ToString();
    }

    /// <summary>The same message with a memory of its own.</summary>
    internal static Message Of(in MessageView view)
    {
        var message = new Message(view.Type?.ToString() ?? "");
        foreach (var field in view.Fields)
        {
            var spec = view.Dialect.Spec(field)!;
            message.With(field, spec.Content != Content.Binary
                ? new FieldValue(view.Text(field), default, spec.Sight)
                : new FieldValue(null, BytesOf(view, field), spec.Sight));
        }

        return message;
    }

    internal void WriteTo(ref MessageWriter writer, int field)
    {
        var value = Value(field);
        if (value.Characters is { } characters && writer.Dialect.Spec(field)?.Content != Content.Binary)
            writer.Text(field, characters);
        else
            writer.Bytes(field, value.AsBytes().Span);
    }

    /// <summary>A field as it may be seen.</summary>
    internal string Masked(int field) => Mask.Of(Type, field, Value(field));

    /// <summary>A field as it may be seen, when its layout says so much of it.</summary>
    internal string Masked(int field, Sight sight) => Mask.Of(Type, field, Value(field) with { Sight = sight });

    /// <summary>Whether nothing but the length of a field may be seen.</summary>
    internal bool IsClosed(int field, Sight sight) =>
        Mask.IsClosed(Type, field, Value(field) with { Sight = sight });

    private static byte[] BytesOf(in MessageView view, int field)
    {
        var bytes = new byte[view.Length(field)];
        view.TryCopy(field, bytes, out _);
        return bytes;
    }

    private Message With(int field, FieldValue value)
    {
        Invariant.Holds(field is >= 2 and <= FieldSpec.Highest, $"fields are numbered 2 to {FieldSpec.Highest}");
        var at = _fields.Below(field);
        if (!_fields.Has(field))
            MakeRoom(field, at);
        _values[at] = value;
        return this;
    }

    private void MakeRoom(int field, int at)
    {
        var count = _fields.Count;
        if (count == _values.Length)
            Array.Resize(ref _values, 2 * count);
        Array.Copy(_values, at, _values, at + 1, count - at);
        _fields.Add(field);
    }

    private ref readonly FieldValue Value(int field) => ref _values[_fields.Below(field)];
}

/// <summary>What a field holds: characters, or bytes; and what the layout that it was read by lets be seen.</summary>
internal readonly record struct FieldValue(
    string? Characters, ReadOnlyMemory<byte> Raw, Sight Sight = Sight.ByStandard)
{
    public string AsText() => Characters ?? Encoding.Latin1.GetString(Raw.Span);

    public ReadOnlyMemory<byte> AsBytes() => Characters is null ? Raw : Encoding.Latin1.GetBytes(Characters);
}
