using System.Security.Cryptography;

namespace Clearswipe.Vault.Dukpt;

/// <summary>
/// A terminal's side of TDES DUKPT (ANSI X9.24-1:2009 A.3): a new key for each transaction, none of them twice, until
/// the counter ends. One caller at a time.
/// </summary>
sealed class TdesDukptDevice : IDisposable
{
    private readonly TdesKeySerial _serial;
    private readonly FutureKeys _future;

    /// <summary>Loads the initial key. Its clear bytes stay the caller's to wipe.</summary>
    public TdesDukptDevice(ReadOnlySpan<byte> initialKey, TdesKeySerial serial)
    {
        _serial = serial.At(0);
        _future = new FutureKeys(TransactionCounter.Tdes, initialKey, Child);
    }

    /// <summary>The serial number of the last transaction; with counter 0 before the first.</summary>
    public TdesKeySerial Serial => _serial.At(_future.Counter);

    /// <summary>Whether the device has come to its end and must be loaded anew.</summary>
    public bool IsSpent => _future.IsSpent;

    /// <summary>The registers, for those who check that used keys are gone.</summary>
    public FutureKeys Future => _future;

    /// <summary>
    /// Begins the next transaction. Gives its key, before variants, to be wiped by the caller, and its serial number,
    /// which the host needs; false at the end of life.
    /// </summary>
    public bool TryBegin(Span<byte> key, out TdesKeySerial serial)
    {
        var began = _future.TryTake(key[..TdesDukpt.KeyLength]);
        serial = Serial;
        return began;
    }

    /// <summary>Begins the next transaction, and gives the one variant that it needs.</summary>
    public bool TryBegin(TdesVariant variant, Span<byte> key, out TdesKeySerial serial)
    {
        Span<byte> transactionKey = stackalloc byte[TdesDukpt.KeyLength];
        var began = TryBegin(transactionKey, out serial);
        if (began)
            TdesDukpt.Vary(transactionKey, variant, key);
        CryptographicOperations.ZeroMemory(transactionKey);
        return began;
    }

    public void Dispose() => _future.Dispose();

    private void Child(ReadOnlySpan<byte> parent, uint counter, Span<byte> child) =>
        TdesDukpt.Child(parent, _serial.At(counter), child);
}
