using Clearswipe.Wire.Emv;

namespace Clearswipe.Switch.Downloads;

/// <summary>
/// What terminals download: the certification authorities' public keys, and the parameters of the applications that
/// they serve, each as the TLV that goes into field 62; and parameters whose layout is the acquirer's affair.
/// </summary>
public sealed record TerminalParameters(
    IReadOnlyList<AuthorityKey> Keys, IReadOnlyList<ApplicationParameters> Applications)
{
    /// <summary>The most that field 62 holds, in bytes.</summary>
    public const int LongestField62 = 999;

    public static readonly TerminalParameters None = new([], []);

    /// <summary>Field 62 of the transfer of parameters (360), as it is; null when there are none.</summary>
    public ReadOnlyMemory<byte>? Transfer { get; init; }

    /// <summary>Field 62 of the parameters of a terminal management system (364), likewise.</summary>
    public ReadOnlyMemory<byte>? Management { get; init; }
}

/// <summary>A public key of a certification authority: RID (9F06, 5 bytes), index (9F22, 1) and the rest.</summary>
public sealed record AuthorityKey
{
    private AuthorityKey(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> data) => (Name, Data) = (name, data);

    /// <summary>RID and index, as a terminal asks for it.</summary>
    public ReadOnlyMemory<byte> Name { get; }

    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Null when it is no TLV, or does not say whose key it is.</summary>
    public static AuthorityKey? Read(ReadOnlyMemory<byte> data) => NameOf(data) is { } name
        ? new AuthorityKey(name, data)
        : null;

    /// <summary>RID and index of a key, or of what a terminal asks for.</summary>
    internal static ReadOnlyMemory<byte>? NameOf(ReadOnlyMemory<byte> data)
    {
        if (ChipData.TryRead(data, out var key) is not null || key.Value(0x9F06) is not { Length: 5 } provider
            || key.Value(0x9F22) is not { Length: 1 } index)
            return null;
        return new ChipData().With(0x9F06, provider).With(0x9F22, index).ToBytes();
    }
}

/// <summary>The parameters of an application, which its AID names (9F06, 5 to 16 bytes).</summary>
public sealed record ApplicationParameters
{
    private ApplicationParameters(ReadOnlyMemory<byte> name, ReadOnlyMemory<byte> data) => (Name, Data) = (name, data);

    /// <summary>The AID, as a terminal asks for it.</summary>
    public ReadOnlyMemory<byte> Name { get; }

    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Null when it is no TLV, or does not say whose parameters they are.</summary>
    public static ApplicationParameters? Read(ReadOnlyMemory<byte> data) => NameOf(data) is { } name
        ? new ApplicationParameters(name, data)
        : null;

    /// <summary>The AID of parameters, or of what a terminal asks for.</summary>
    internal static ReadOnlyMemory<byte>? NameOf(ReadOnlyMemory<byte> data)
    {
        if (ChipData.TryRead(data, out var parameters) is not null
            || parameters.Value(0x9F06) is not { Length: >= 5 and <= 16 } application)
            return null;
        return new ChipData().With(0x9F06, application).ToBytes();
    }
}
