using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Dukpt;

/// <summary>
/// A terminal's side of DUKPT (ANSI X9.24-1:2009 A.3, X9.24-3:2017 6.5): new keys for each transaction, none of them
/// twice, until the counter ends. <see cref="Begin"/> starts a transaction; before the first one, and after the last,
/// anything else throws. One caller at a time. Requests go to the host, responses come from it.
/// </summary>
public sealed class DukptDevice : IDisposable
{
    private readonly DukptLife _life;
    private readonly FutureKeys _future;
    private readonly DukptSerial _device;
    private readonly byte[] _key;
    private bool _isUnderWay;
    private bool _isPinMade;

    internal DukptDevice(DukptLife life, DukptSerial device, FutureKeys future)
    {
        (_life, _device, _future) = (life, device, future);
        _key = new byte[life.Algorithm.KeyLength()];
    }

    /// <summary>The length of the serial number, in bytes: 10 under triple DES, 12 under AES.</summary>
    public int SerialLength => _device.Length;

    /// <summary>
    /// Whether the device has come to its end, after 1 048 575 transactions under triple DES and 2 448 023 842 under
    /// AES: it is loaded with a new initial key.
    /// </summary>
    public bool IsSpent => _future.IsSpent;

    private DukptSerial Serial => _device.At(_future.Counter);

    /// <summary>
    /// Begins the next transaction, whose keys are then nowhere else, and gives the device's sealed state. Store it in
    /// place of the one before, safely, before anything is made in the transaction: after a power cut
    /// <see cref="VaultDukpt.Restore"/> goes on with the next transaction, and no key comes twice. Null at the end.
    /// </summary>
    public byte[]? Begin()
    {
        _isPinMade = false;
        _isUnderWay = _future.TryTake(_key);
        if (_isUnderWay)
            return _life.Seal(Serial, _future);

        CryptographicOperations.ZeroMemory(_key);
        return null;
    }

    /// <summary>
    /// Writes the serial number of the transaction, which the host needs; with counter 0 before the first.
    /// </summary>
    public void WriteSerial(Span<byte> serial) => Serial.Write(serial[..SerialLength]);

    /// <summary>
    /// Writes the block of a PIN, and gives its length; formats 0, 3 and 4, of which AES alone takes 4. The digits are
    /// ASCII, and the caller's to wipe. A transaction has one PIN: a second throws.
    /// </summary>
    public int EncryptPin(PinFormat format, Pan pan, ReadOnlySpan<byte> digits, Span<byte> block)
    {
        Invariant.Holds(!_isPinMade, "a transaction key encrypts one PIN");
        using var key = Working(DukptPurpose.Pin, DukptKeys.For(_life.Algorithm, format));
        _life.Pins.Encrypt(key, format, pan, digits, block);
        _isPinMade = true;
        return format.BlockLength();
    }

    /// <summary>Writes the MAC of the request, and says how long it is (<see cref="MacAlgorithms.Length"/>).</summary>
    public int WriteMac(MacAlgorithm algorithm, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        using var key = Working(DukptPurpose.MacRequest, DukptKeys.For(_life.Algorithm, algorithm));
        return VaultMacs.Write(key, algorithm, message, mac);
    }

    /// <summary>Whether the MAC is the response's own, whole.</summary>
    public bool MacFits(MacAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> mac)
    {
        using var key = Working(DukptPurpose.MacResponse, DukptKeys.For(_life.Algorithm, algorithm));
        return VaultMacs.Fits(key, algorithm, message, mac);
    }

    /// <summary>
    /// Encrypts the data of the request where they stand, as <see cref="VaultDukpt.DecryptData"/> takes them; false,
    /// and nothing changed, when they are no whole blocks.
    /// </summary>
    public bool EncryptData(Span<byte> data)
    {
        using var key = Working(DukptPurpose.DataRequest, _life.Algorithm);
        return DukptData.Encrypt(key, data);
    }

    /// <summary>Decrypts the data of the response in the same way.</summary>
    public bool DecryptData(Span<byte> data)
    {
        using var key = Working(DukptPurpose.DataResponse, _life.Algorithm);
        return DukptData.Decrypt(key, data);
    }

    /// <summary>Wipes its keys. What was stored last can be restored.</summary>
    public void Dispose()
    {
        _isUnderWay = false;
        _future.Dispose();
        CryptographicOperations.ZeroMemory(_key);
    }

    private CipherKey Working(DukptPurpose purpose, KeyAlgorithm type)
    {
        Invariant.Holds(_isUnderWay, "keys of DUKPT are used within a transaction");
        return DukptKeys.Working(_key, Serial, purpose, type);
    }
}
