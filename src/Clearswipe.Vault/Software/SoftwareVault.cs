using System.Security.Cryptography;
using System.Text;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Software;

/// <summary>A vault in this process, for development and simulation: its keys stand in ordinary memory.</summary>
public sealed class SoftwareVault : IDisposable
{
    public const int StorageKeyLength = 32;

    private readonly IChance _chance;
    private readonly Sealer _sealer;
    private readonly KeyRing _keys;
    private readonly byte[] _tokenKey;

    public SoftwareVault(ReadOnlyMemory<byte> storageKey, IChance chance)
    {
        Invariant.Holds(storageKey.Length == StorageKeyLength, "a storage key has 32 bytes");
        _chance = chance;
        // A table of tokens and a table of sealed card numbers must not fall to one leaked key.
        _tokenKey = Derive(storageKey.Span, "clearswipe token");
        var sealKey = Derive(storageKey.Span, "clearswipe seal");
        _sealer = new Sealer(sealKey, chance);
        _keys = new KeyRing(_sealer);
        CryptographicOperations.ZeroMemory(sealKey);
    }

    /// <summary>A new random key, odd parity; length 8 or 16 bytes, and 8 for a MAC key alone.</summary>
    public SealedKey Generate(KeyUse use, int length)
    {
        Invariant.Holds(length == 16 || (length == 8 && use == KeyUse.Mac), "a key has 16 bytes, a MAC key 8 or 16");
        Span<byte> clear = stackalloc byte[length];
        do
        {
            _chance.Fill(clear);
            KeyLaw.MakeParityOdd(clear);
        }
        while (KeyLaw.Refusal(use, clear) is not null);

        return _keys.Seal(use, clear);
    }

    /// <summary>A key from the exclusive-or of its clear components (key ceremony, demo keys).</summary>
    public SealedKey FromComponents(KeyUse use, params ReadOnlyMemory<byte>[] components)
    {
        Invariant.Holds(components.Length > 0, "a key has at least one component");
        Span<byte> clear = stackalloc byte[components[0].Length is 8 or 16 ? components[0].Length : 0];
        clear.Clear();
        foreach (var component in components)
        {
            Invariant.Holds(component.Length == clear.Length, "the components of a key all have 8 or 16 bytes");
            for (var i = 0; i < clear.Length; i++)
                clear[i] ^= component.Span[i];
        }

        KeyLaw.MakeParityOdd(clear);
        if (KeyLaw.Refusal(use, clear) is { } refusal)
            throw new InvariantException(refusal);

        return _keys.Seal(use, clear);
    }

    /// <summary>A key as it travels to the holder of the same master key: triple DES in ECB mode.</summary>
    public WrappedKey Wrap(SealedKey master, SealedKey key)
    {
        Invariant.Holds(key.Use is KeyUse.Pin or KeyUse.Mac, "a master key wraps working keys alone");
        var wrapping = _keys.Open(master, KeyUse.Master);
        var cryptogram = _keys.Unseal(key);
        for (var i = 0; i < cryptogram.Length; i += DesKey.Block)
            wrapping.Encrypt(cryptogram.AsSpan(i, DesKey.Block));

        return new WrappedKey(cryptogram, Convert.FromHexString(key.CheckValue));
    }

    /// <summary>Null when the check value does not fit, or it is no key for this use: nothing is stored.</summary>
    public SealedKey? Unwrap(SealedKey master, KeyUse use, WrappedKey wrapped)
    {
        Invariant.Holds(use is KeyUse.Pin or KeyUse.Mac, "a master key wraps working keys alone");
        var wrapping = _keys.Open(master, KeyUse.Master);
        if (wrapped.Cryptogram.Length is not (8 or 16))
            return null;

        Span<byte> clear = stackalloc byte[wrapped.Cryptogram.Length];
        wrapped.Cryptogram.Span.CopyTo(clear);
        for (var i = 0; i < clear.Length; i += DesKey.Block)
            wrapping.Decrypt(clear.Slice(i, DesKey.Block));

        KeyLaw.MakeParityOdd(clear);
        var key = Fits(use, clear, wrapped.CheckValue.Span) ? _keys.Seal(use, clear) : null;
        CryptographicOperations.ZeroMemory(clear);
        return key;
    }

    public byte[] Mac(SealedKey key, MacAlgorithm algorithm, ReadOnlySpan<byte> message)
    {
        var opened = _keys.Open(key, KeyUse.Mac);
        return algorithm switch
        {
            MacAlgorithm.UnionPayEcb => UnionPayEcb.Of(opened, message),
            MacAlgorithm.X919 => RetailMac.Of(opened, message),
            _ => throw new InvariantException("a MAC is made by a known algorithm"),
        };
    }

    public bool MacFits(SealedKey key, MacAlgorithm algorithm, ReadOnlySpan<byte> message, ReadOnlySpan<byte> mac) =>
        CryptographicOperations.FixedTimeEquals(Mac(key, algorithm, message), mac);

    /// <summary>
    /// An ISO 9564-1 format 0 block under the key; for the pad alone. The digits are ASCII, and the caller's to wipe.
    /// </summary>
    public byte[] EncryptPin(SealedKey pinKey, Pan pan, ReadOnlySpan<byte> digits)
    {
        var key = _keys.Open(pinKey, KeyUse.Pin);
        MustBePin(digits);
        var block = new byte[PinBlockFormat0.Length];
        PinBlockFormat0.Write(digits, pan, block);
        key.Encrypt(block);
        return block;
    }

    /// <summary>The same PIN for the same card number under another key; the format stays 0 (PCI PIN 3-3).</summary>
    public PinTranslation TranslatePin(SealedKey from, SealedKey to, Pan pan, ReadOnlySpan<byte> block)
    {
        var next = _keys.Open(to, KeyUse.Pin);
        Span<byte> digits = stackalloc byte[Limits.LongestPin];
        var length = DecryptPin(from, pan, block, digits);
        if (length == 0)
            return new PinTranslation.Garbled();

        var translated = new byte[PinBlockFormat0.Length];
        PinBlockFormat0.Write(digits[..length], pan, translated);
        CryptographicOperations.ZeroMemory(digits);
        next.Encrypt(translated);
        return new PinTranslation.Translated(translated);
    }

    /// <summary>The PIN in the block, the whole of it, against the PVV that was stored for it.</summary>
    public PinCheck VerifyPvv(
        SealedKey pinKey, ReadOnlySpan<byte> block, Pan pan, SealedKey verificationKey, int keyIndex, string pvv)
    {
        var isPvv = pvv.Length is 4 or 8 or VisaPvv.Longest && pvv.All(char.IsAsciiDigit);
        Invariant.Holds(isPvv, "a stored PVV has four, eight or twelve digits");
        Span<byte> digits = stackalloc byte[Limits.LongestPin];
        var length = DecryptPin(pinKey, pan, block, digits);
        if (length == 0)
            return PinCheck.Garbled;

        Span<byte> made = stackalloc byte[VisaPvv.LengthFor(length)];
        WritePvv(verificationKey, keyIndex, pan, digits[..length], made);
        CryptographicOperations.ZeroMemory(digits);
        return CryptographicOperations.FixedTimeEquals(made, Encoding.ASCII.GetBytes(pvv))
            ? PinCheck.Matched
            : PinCheck.Mismatched;
    }

    /// <summary>The PVV to store for a card's new PIN (issuing). The digits are ASCII, the caller's to wipe.</summary>
    public string DerivePvv(SealedKey verificationKey, int keyIndex, Pan pan, ReadOnlySpan<byte> digits)
    {
        MustBePin(digits);
        Span<byte> pvv = stackalloc byte[VisaPvv.LengthFor(digits.Length)];
        WritePvv(verificationKey, keyIndex, pan, digits, pvv);
        return Encoding.ASCII.GetString(pvv);
    }

    /// <summary>Seals data at rest (AES-GCM), bound to its purpose, so that it cannot be used elsewhere.</summary>
    public byte[] Seal(ReadOnlySpan<byte> clear, string purpose) => _sealer.Seal(clear, "data/" + purpose);

    /// <summary>Null when it was not sealed by this vault for this purpose.</summary>
    public byte[]? Unseal(ReadOnlySpan<byte> sealedData, string purpose) =>
        _sealer.Unseal(sealedData, "data/" + purpose);

    /// <summary>A keyed hash in hex: the card's name in tables and observations (PCI DSS 3.5.1.1).</summary>
    public string Token(Pan pan)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_tokenKey, Encoding.ASCII.GetBytes(pan.Reveal()), hash);
        return Convert.ToHexString(hash[..16]);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_tokenKey);
        _sealer.Dispose();
    }

    private static byte[] Derive(ReadOnlySpan<byte> storageKey, string scope)
    {
        var key = new byte[StorageKeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, storageKey, key, salt: default, Encoding.ASCII.GetBytes(scope));
        return key;
    }

    private static bool Fits(KeyUse use, ReadOnlySpan<byte> clear, ReadOnlySpan<byte> checkValue)
    {
        if (checkValue.Length is not (3 or 4) || KeyLaw.Refusal(use, clear) is not null)
            return false;

        using var key = new DesKey(clear);
        var made = KeyRing.CheckValue(key).AsSpan(0, checkValue.Length);
        return CryptographicOperations.FixedTimeEquals(made, checkValue);
    }

    private static void MustBePin(ReadOnlySpan<byte> digits)
    {
        Invariant.Holds(digits.Length is >= Limits.ShortestPin and <= Limits.LongestPin, "a PIN has 4 to 12 digits");
        Invariant.Holds(!digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'), "the digits of a PIN are ASCII digits");
    }

    private int DecryptPin(SealedKey pinKey, Pan pan, ReadOnlySpan<byte> block, Span<byte> digits)
    {
        var key = _keys.Open(pinKey, KeyUse.Pin);
        if (block.Length != PinBlockFormat0.Length)
            return 0;

        Span<byte> clear = stackalloc byte[PinBlockFormat0.Length];
        block.CopyTo(clear);
        key.Decrypt(clear);
        var length = PinBlockFormat0.Read(clear, pan, digits);
        CryptographicOperations.ZeroMemory(clear);
        return length;
    }

    private void WritePvv(SealedKey verificationKey, int keyIndex, Pan pan, ReadOnlySpan<byte> pin, Span<byte> pvv)
    {
        Invariant.Holds(keyIndex is >= 0 and <= 9, "a PIN verification key index is one digit");
        VisaPvv.Write(_keys.Open(verificationKey, KeyUse.PinVerification), keyIndex, pan, pin, pvv);
    }
}
