using System.Security.Cryptography;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Pins;

/// <summary>A PIN record while the vault works with it. The value is a PVV or an offset, in ASCII digits.</summary>
readonly record struct PinRecord(KeyUse Use, int Left, int Allowed, byte[] Value)
{
    private const byte Version = 1;
    private const int ValueStart = 4;

    public SealedPin Seal(IKeyHolder holder, string token)
    {
        byte[] clear = [Version, (byte)Use, (byte)Left, (byte)Allowed, .. Value];
        var record = new SealedPin(holder.SealData(clear, Purpose(token)));
        CryptographicOperations.ZeroMemory(clear);
        return record;
    }

    public static PinRecord Open(IKeyHolder holder, string token, SealedPin record)
    {
        var clear = holder.UnsealData(record.Bytes.Span, Purpose(token));
        Invariant.Holds(
            clear is { Length: > ValueStart } && clear[0] == Version,
            "a PIN record was sealed by this vault for its card");
        var opened = new PinRecord((KeyUse)clear[1], clear[2], clear[3], clear[ValueStart..]);
        CryptographicOperations.ZeroMemory(clear);
        return opened;
    }

    public void Wipe() => CryptographicOperations.ZeroMemory(Value);

    public override string ToString() => "a PIN record";

    // The card's token is part of the purpose: a record moved to another card's row opens nothing.
    private static string Purpose(string token) => $"pin/{token}";
}
