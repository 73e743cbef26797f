using System.Security.Cryptography;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vault.Pins;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Dukpt;

/// <summary>
/// Keys that serve one transaction each (DUKPT): the host's side under a base key, and the device's under its initial
/// key. A base key of triple DES (16 bytes) is of ANSI X9.24-1:2009, one of AES of ANSI X9.24-3:2017.
/// </summary>
/// <remarks>
/// A serial number is as it came: 10 bytes under triple DES, 12 under AES. One that no transaction has fits nothing and
/// is garbled. So is one that was accepted before: PINs and MACs of a device are each taken in rising order of its
/// counter, once, for as long as the vault is open and remembers (65 536 to 131 072 counters, the last ones); a
/// transaction of which the MAC was accepted may still bring its PIN. Working keys are of the base key's cipher and
/// length, or triple DES of 16 bytes where a PIN format or MAC algorithm wants that. A request goes from the device to
/// the host and a response comes back, each under keys of its own.
/// </remarks>
public sealed class VaultDukpt
{
    private readonly KeyRing _keys;
    private readonly IKeyHolder _holder;
    private readonly VaultPins _pins;
    private readonly DukptCounters _counters = new();
    private readonly Lock _turn = new();    // asked, done and entered by one caller at a time

    internal VaultDukpt(KeyRing keys, IKeyHolder holder, VaultPins pins) =>
        (_keys, _holder, _pins) = (keys, holder, pins);

    /// <summary>
    /// The initial key of the device that the serial number names, whatever its counter: to leave in a key block. A
    /// serial number of another length throws.
    /// </summary>
    public SealedKey InitialKey(SealedKey baseKey, ReadOnlySpan<byte> serial)
    {
        var named = Named(baseKey, KeyUse.Derivation, serial);
        Span<byte> room = stackalloc byte[DukptKeys.Longest];
        var key = room[..baseKey.Algorithm.KeyLength()];
        WriteInitialKey(baseKey, named, key);
        var initial = KeyIntake.TrySeal(
            _holder, KeyUse.InitialDukpt, baseKey.Algorithm, baseKey.Exportability, key);
        CryptographicOperations.ZeroMemory(room);
        return initial ?? throw new InvariantException("a derived key is a good key");
    }

    /// <summary>
    /// The PIN of a request under another key, where <see cref="PinFormats.MayBecome"/> lets it go; any other pair of
    /// formats throws. Garbled, and zeros, for whatever was wrong: block, serial number or its being old.
    /// </summary>
    public PinTranslation TranslatePin(
        SealedKey baseKey, ReadOnlySpan<byte> serial, PinFormat format, PinBlockKey to, Pan pan,
        ReadOnlySpan<byte> block, Span<byte> translated)
    {
        using var key = PinKey(baseKey, serial, format, out var transaction);
        lock (_turn)
        {
            var name = Name(baseKey, transaction, DukptPurpose.Pin);
            var done = _pins.Translate(key, format, to, pan, IsNew(name, transaction) ? block : [], translated);
            if (!done.IsGarbled)
                _counters.Remember(name, transaction.Counter);
            return done;
        }
    }

    /// <summary>
    /// The PIN of a request against the card's record, as <see cref="VaultPins"/> verifies one under a sealed key.
    /// Garbled, and no try is spent, for whatever was wrong: block, serial number or its being old.
    /// </summary>
    public PinVerdict VerifyPin(
        SealedKey baseKey, ReadOnlySpan<byte> serial, PinFormat format, ReadOnlySpan<byte> block, Pan pan,
        PinReferenceKey referenceKey, SealedPin record)
    {
        using var key = PinKey(baseKey, serial, format, out var transaction);
        lock (_turn)
        {
            var name = Name(baseKey, transaction, DukptPurpose.Pin);
            var verdict = _pins.Verify(
                key, format, IsNew(name, transaction) ? block : [], pan, referenceKey, record);
            if (verdict.Check is PinCheck.Matched or PinCheck.Mismatched)
                _counters.Remember(name, transaction.Counter);
            return verdict;
        }
    }

    /// <summary>
    /// Whether the MAC is the request's own, whole, and its serial number is new. An algorithm that takes neither the
    /// base key's cipher nor triple DES throws.
    /// </summary>
    public bool MacFits(
        SealedKey baseKey, ReadOnlySpan<byte> serial, MacAlgorithm algorithm, ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> mac)
    {
        var type = DukptKeys.For(baseKey.Algorithm, algorithm);
        using var key = WorkingKey(baseKey, serial, DukptPurpose.MacRequest, type, out var transaction);
        var fits = VaultMacs.Fits(key, algorithm, message, mac);
        lock (_turn)
        {
            var name = Name(baseKey, transaction, DukptPurpose.MacRequest);
            if (!fits || !IsNew(name, transaction))
                return false;

            _counters.Remember(name, transaction.Counter);
            return true;
        }
    }

    /// <summary>
    /// Writes the MAC of the response, and says how long it is; 0, and nothing written, when no transaction has this
    /// serial number. There must be room for it (<see cref="MacAlgorithms.Length"/>).
    /// </summary>
    public int WriteMac(
        SealedKey baseKey, ReadOnlySpan<byte> serial, MacAlgorithm algorithm, ReadOnlySpan<byte> message,
        Span<byte> mac)
    {
        var type = DukptKeys.For(baseKey.Algorithm, algorithm);
        using var key = WorkingKey(baseKey, serial, DukptPurpose.MacResponse, type, out var transaction);
        return transaction.Counter == 0 ? 0 : VaultMacs.Write(key, algorithm, message, mac);
    }

    /// <summary>
    /// Decrypts the data of a request where they stand: whole blocks (8 bytes under triple DES, 16 under AES), chained
    /// from zeros. False, and nothing changed, when they are none or no transaction has this serial number.
    /// </summary>
    public bool DecryptData(SealedKey baseKey, ReadOnlySpan<byte> serial, Span<byte> data)
    {
        using var key = WorkingKey(
            baseKey, serial, DukptPurpose.DataRequest, baseKey.Algorithm, out var transaction);
        return transaction.Counter != 0 && DukptData.Decrypt(key, data);
    }

    /// <summary>Encrypts the data of the response in the same way.</summary>
    public bool EncryptData(SealedKey baseKey, ReadOnlySpan<byte> serial, Span<byte> data)
    {
        using var key = WorkingKey(
            baseKey, serial, DukptPurpose.DataResponse, baseKey.Algorithm, out var transaction);
        return transaction.Counter != 0 && DukptData.Encrypt(key, data);
    }

    /// <summary>
    /// A device that begins its life with this initial key and serial number, whatever its counter. Null when it began
    /// a transaction in this vault already: loaded anew, it would use its keys twice. Another length throws.
    /// </summary>
    public DukptDevice? Device(SealedKey initialKey, ReadOnlySpan<byte> serial)
    {
        var named = Named(initialKey, KeyUse.InitialDukpt, serial).At(0);
        var life = new DukptLife(_holder, _pins, _counters, _turn, initialKey.Algorithm, initialKey.CheckValue);
        var clear = _keys.Unseal(initialKey);
        try
        {
            return life.MayGoOn(named) ? life.Begun(named, clear) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    /// <summary>
    /// The device as <see cref="DukptDevice.Begin"/> sealed it. Null when this vault did not seal it, or when it is
    /// older than the vault remembers: its next keys were used.
    /// </summary>
    public DukptDevice? Restore(ReadOnlySpan<byte> state) =>
        DukptLife.Restored(_holder, _pins, _counters, _turn, state);

    private CipherKey PinKey(
        SealedKey baseKey, ReadOnlySpan<byte> serial, PinFormat format, out DukptSerial transaction) =>
        WorkingKey(
            baseKey, serial, DukptPurpose.Pin, DukptKeys.For(baseKey.Algorithm, format), out transaction);

    // What is no transaction's serial number comes out with counter 0, which is never new, and with the key of another:
    // the same work is done with it.
    private CipherKey WorkingKey(
        SealedKey baseKey, ReadOnlySpan<byte> bytes, DukptPurpose purpose, KeyAlgorithm type,
        out DukptSerial transaction)
    {
        var isAes = IsAes(baseKey, KeyUse.Derivation);
        if (!DukptSerial.TryRead(isAes, bytes, out transaction) || !transaction.IsTransaction)
            transaction = transaction.At(0);

        Span<byte> room = stackalloc byte[2 * DukptKeys.Longest];
        var length = baseKey.Algorithm.KeyLength();
        var initial = room[..length];
        var key = room[DukptKeys.Longest..][..length];
        try
        {
            var serial = transaction.Counter == 0 ? transaction.At(1) : transaction;
            WriteInitialKey(baseKey, serial, initial);
            DukptKeys.TransactionKey(initial, serial, key);
            return DukptKeys.Working(key, serial, purpose, type);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(room);
        }
    }

    private void WriteInitialKey(SealedKey baseKey, DukptSerial serial, Span<byte> initial)
    {
        var clear = _keys.Unseal(baseKey);
        DukptKeys.InitialKey(clear, serial, initial);
        CryptographicOperations.ZeroMemory(clear);
    }

    private bool IsNew(DukptCounterName name, DukptSerial transaction) =>
        transaction.Counter > _counters.LastOf(name);

    private static DukptCounterName Name(SealedKey key, DukptSerial transaction, DukptPurpose purpose) =>
        new(key.CheckValue, transaction.Device, purpose);

    private static DukptSerial Named(SealedKey key, KeyUse use, ReadOnlySpan<byte> bytes)
    {
        Invariant.Holds(
            DukptSerial.TryRead(IsAes(key, use), bytes, out var serial),
            "a serial number has 10 bytes under triple DES and 12 under AES");
        return serial;
    }

    private static bool IsAes(SealedKey key, KeyUse use)
    {
        Invariant.Holds(key.Use == use, "a key is used only for what it was sealed for");
        Invariant.Holds(
            key.Algorithm.IsAes() || key.Algorithm == KeyAlgorithm.TripleDes2,
            "a key of DUKPT is of AES, or of triple DES with 16 bytes");
        return key.Algorithm.IsAes();
    }
}
