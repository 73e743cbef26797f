using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;

namespace Clearswipe.Vault.Dukpt;

/// <summary>
/// A terminal's side of AES DUKPT (ANSI X9.24-3:2017 6.5): a new derivation key for each transaction, none of them
/// twice, until the counter ends. One caller at a time.
/// </summary>
sealed class AesDukptDevice : IDisposable
{
    private readonly AesKeySerial _serial;
    private readonly FutureKeys _future;
    private readonly int _keyLength;

    /// <summary>Loads the initial key. Its clear bytes stay the caller's to wipe.</summary>
    public AesDukptDevice(ReadOnlySpan<byte> initialKey, AesKeySerial serial)
    {
        _serial = serial.At(0);
        _keyLength = initialKey.Length;
        _future = new FutureKeys(TransactionCounter.Aes, initialKey, Child);
    }

    /// <summary>The serial number of the last transaction; with counter 0 before the first.</summary>
    public AesKeySerial Serial => _serial.At(_future.Counter);

    /// <summary>Whether the device has come to its end and must be loaded anew.</summary>
    public bool IsSpent => _future.IsSpent;

    /// <summary>The registers, for those who check that used keys are gone.</summary>
    public FutureKeys Future => _future;

    /// <summary>
    /// Begins the next transaction. Gives its derivation key, from which working keys come, to be wiped by the caller,
    /// and its serial number, which the host needs; false at the end of life.
    /// </summary>
    public bool TryBegin(Span<byte> key, out AesKeySerial serial)
    {
        var began = _future.TryTake(key[.._keyLength]);
        serial = Serial;
        return began;
    }

    /// <summary>Begins the next transaction, and gives the one working key that it needs.</summary>
    public bool TryBegin(AesKeyUsage usage, KeyAlgorithm type, Span<byte> key, out AesKeySerial serial)
    {
        Span<byte> room = stackalloc byte[AesDukpt.LongestKey];
        var transactionKey = room[.._keyLength];
        var began = TryBegin(transactionKey, out serial);
        if (began)
            AesDukpt.WorkingKey(transactionKey, serial, usage, type, key);
        CryptographicOperations.ZeroMemory(room);
        return began;
    }

    public void Dispose() => _future.Dispose();

    private void Child(ReadOnlySpan<byte> parent, uint counter, Span<byte> child) =>
        AesDukpt.Child(parent, _serial.At(counter), child);
}
