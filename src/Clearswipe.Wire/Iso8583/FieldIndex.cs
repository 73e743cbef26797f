using System.Runtime.CompilerServices;

namespace Clearswipe.Wire.Iso8583;

/// <summary>Where the fields of one message stand: what reading it finds out, and all that a view keeps of it.</summary>
internal struct FieldIndex
{
    private FieldBits _fields;
    private Starts _starts;

    public MessageType? Type { readonly get; set; }

    public readonly FieldBits Fields => _fields;

    public readonly bool Has(int field) => _fields.Has(field);

    /// <summary>Where the content of a field starts that is there.</summary>
    public readonly int Start(int field) => _starts[field];

    /// <summary>No field is there. Where fields start is left as it is: nobody asks for those that are not.</summary>
    public void Clear()
    {
        Type = null;
        _fields = default;
    }

    /// <summary>Which of 64 fields are there.</summary>
    public void Have(int half, ulong fields) => _fields.Set(half, fields);

    public void Found(int field, int start) => _starts[field] = unchecked((ushort)start);

    [InlineArray(FieldSpec.Highest + 1)]
    private struct Starts
    {
        private ushort _first;
    }
}
