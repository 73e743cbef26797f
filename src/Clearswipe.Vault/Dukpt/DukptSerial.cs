using System.Runtime.InteropServices;

namespace Clearswipe.Vault.Dukpt;

/// <summary>
/// A key serial number of either kind: which device, and its transaction counter. Ten bytes under base keys of triple
/// DES (<see cref="TdesKeySerial"/>), twelve under AES (<see cref="AesKeySerial"/>).
/// </summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct DukptSerial(bool IsAes, ulong Device, uint Counter)
{
    public int Length => IsAes ? AesKeySerial.Length : TdesKeySerial.Length;

    public TransactionCounter Counting => IsAes ? TransactionCounter.Aes : TransactionCounter.Tdes;

    /// <summary>Whether a transaction may have this counter.</summary>
    public bool IsTransaction => Counting.Refusal(Counter) is null;

    public TdesKeySerial Tdes => new(Device, Counter);

    public AesKeySerial Aes => new(Device, Counter);

    /// <summary>
    /// False when the bytes are no serial number of this kind; its counter may still be no transaction's.
    /// </summary>
    public static bool TryRead(bool isAes, ReadOnlySpan<byte> bytes, out DukptSerial serial)
    {
        if (isAes)
        {
            var isRead = AesKeySerial.TryRead(bytes, out var aes) is null;
            serial = new(isAes, aes.InitialKeyId, aes.Counter);
            return isRead;
        }

        var fits = TdesKeySerial.TryRead(bytes, out var tdes) is null;
        serial = new(isAes, tdes.Device, tdes.Counter);
        return fits;
    }

    /// <summary>The same device at another count.</summary>
    public DukptSerial At(uint counter) => this with { Counter = counter };

    public void Write(Span<byte> bytes)
    {
        if (IsAes)
            Aes.Write(bytes);
        else
            Tdes.Write(bytes);
    }
}
