namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// An owned ISO 8583 message: a type such as "0200" and fields 2 to 128. Number and text fields hold their characters,
/// binary fields (52, 55, 64 …) their bytes. Printing it masks what must not be seen.
/// </summary>
public sealed class Message(string type)
{
    public string Type { get; } = type;

    /// <summary>The bytes from the type up to, not including, field 64 (or 128), as they came: what a MAC covers.</summary>
    public ReadOnlyMemory<byte> Signed { get; internal set; }

    public IEnumerable<int> Fields => throw new NotImplementedException();

    public bool Has(int field) => throw new NotImplementedException();

    public string? Text(int field) => throw new NotImplementedException();

    public ReadOnlyMemory<byte>? Bytes(int field) => throw new NotImplementedException();

    /// <summary>Sets a field on this message and hands the message back.</summary>
    public Message With(int field, string text) => throw new NotImplementedException();

    public Message With(int field, ReadOnlyMemory<byte> bytes) => throw new NotImplementedException();

    public Message Without(int field) => throw new NotImplementedException();
}

/// <summary>What an answer is matched on: never the trace number alone (terminal 41, trace 11, amount 4, date 13).</summary>
public readonly record struct MatchKey(string Terminal, string Trace, string Amount, string Date)
{
    public static MatchKey Of(Message message) => throw new NotImplementedException();
}
