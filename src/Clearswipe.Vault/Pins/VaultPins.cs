using System.Security.Cryptography;
using System.Text;
using Clearswipe.Vault.Cards;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Holders;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.PinBlocks;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Pins;

/// <summary>
/// All that is done with PINs (ISO 9564-1:2017; PCI PIN 2 and 3). None comes out in the clear, and a wrong guess is
/// counted in here. PINs are 4 to 12 ASCII digits, blocks 8 or 16 bytes. A block from outside that is none is garbled;
/// digits of ours that are no PIN, and keys that do not belong there, throw.
/// </summary>
public sealed class VaultPins
{
    private readonly KeyRing _keys;
    private readonly IKeyHolder _holder;
    private readonly VaultCards _cards;
    private readonly SpentTries _spent = new();
    private readonly Lock _turn = new();    // a record is read, compared and spent by one caller at a time

    internal VaultPins(KeyRing keys, IKeyHolder holder, VaultCards cards) =>
        (_keys, _holder, _cards) = (keys, holder, cards);

    /// <summary>
    /// The block of a PIN under a key, for the pad alone. The digits are ASCII, and the caller's to wipe. Formats 0, 3
    /// and 4: others leave the PIN unbound to its card.
    /// </summary>
    public byte[] Encrypt(PinBlockKey key, Pan pan, ReadOnlySpan<byte> digits)
    {
        var block = new byte[key.Format.BlockLength()];
        Encrypt(Open(key), key.Format, pan, digits, block);
        return block;
    }

    /// <summary>As for a sealed key, with one that is open.</summary>
    internal void Encrypt(CipherKey key, PinFormat format, Pan pan, ReadOnlySpan<byte> digits, Span<byte> block)
    {
        MustBePin(digits);
        Invariant.Holds(PinFormat.Iso0.MayBecome(format), "a PIN leaves the pad bound to its card");
        Invariant.Holds(format.Takes(key.Algorithm), "a PIN block is under a key that its format takes");
        PinBlock.Of(format).Encipher(key, pan, digits, _holder, block[..format.BlockLength()]);
    }

    /// <summary>
    /// A block of format 2 for the chip in the pad's own slot, of the digits that the pad holds: 8 bytes, and as secret
    /// as the digits, so the caller wipes it too.
    /// </summary>
    public static void WriteForChip(ReadOnlySpan<byte> digits, Span<byte> block)
    {
        MustBePin(digits);
        Iso2.Write(digits, block[..PinFormat.Iso2.BlockLength()]);
    }

    /// <summary>
    /// The same PIN for the same card number under another key, where <see cref="PinFormats.MayBecome"/> lets it go;
    /// any other pair throws. Nothing is allocated once the keys are open. A garbled block leaves zeros.
    /// </summary>
    public PinTranslation Translate(
        PinBlockKey from, PinBlockKey to, Pan pan, ReadOnlySpan<byte> block, Span<byte> translated)
    {
        Invariant.Holds(from.Format.MayBecome(to.Format), "a PIN goes only where its format may go");
        return Translate(Open(from), from.Format, to, pan, block, translated);
    }

    /// <summary>As from a sealed key, from one that is open.</summary>
    internal PinTranslation Translate(
        CipherKey key, PinFormat format, PinBlockKey to, Pan pan, ReadOnlySpan<byte> block, Span<byte> translated)
    {
        Invariant.Holds(format.MayBecome(to.Format), "a PIN goes only where its format may go");
        Invariant.Holds(format.Takes(key.Algorithm), "a PIN block is under a key that its format takes");
        var next = Open(to);
        var made = translated[..to.Format.BlockLength()];
        Span<byte> digits = stackalloc byte[Limits.LongestPin];
        var length = PinBlock.Of(format).Decipher(key, pan, block, digits);

        // Garbled or not, the same work is done.
        var pin = digits[..Math.Max(length, Limits.ShortestPin)];
        PinBlock.Of(to.Format).Encipher(next, pan, pin, _holder, made);
        CryptographicOperations.ZeroMemory(digits);
        if (length == 0)
            made.Clear();

        return new PinTranslation(length == 0 ? 0 : made.Length);
    }

    /// <summary>
    /// What a bank stores of a new PIN, in ASCII digits: Visa's verification value, or the offset of IBM 3624. For the
    /// set-up of cards; the digits are ASCII, and the caller's to wipe.
    /// </summary>
    public string Derive(PinReferenceKey key, Pan pan, ReadOnlySpan<byte> digits)
    {
        MustBePin(digits);
        Span<byte> value = stackalloc byte[VisaPvv.Longest];
        return Encoding.ASCII.GetString(Make(key, pan, digits, value));
    }

    /// <summary>Seals a reference value, and the tries that go with it, into a record for this card alone.</summary>
    public SealedPin Enrol(Pan pan, PinReferenceKey key, string reference, int triesLeft, int triesAllowed)
    {
        var isValue = reference.Length is >= Limits.ShortestPin and <= Limits.LongestPin
            && reference.All(char.IsAsciiDigit)
            && (key.Key.Use != KeyUse.PinVerification || reference.Length % 4 == 0);
        Invariant.Holds(isValue, "a reference value is a PVV of 4, 8 or 12 digits, or an offset of 4 to 12");
        Invariant.Holds(
            triesAllowed is > 0 and <= byte.MaxValue && triesLeft >= 0 && triesLeft <= triesAllowed,
            "a card has some tries, and none too many left");
        return new PinRecord(key.Key.Use, triesLeft, triesAllowed, Encoding.ASCII.GetBytes(reference))
            .Seal(_holder, _cards.Token(pan));
    }

    /// <summary>
    /// The whole PIN in the block against the card's record. A wrong one costs a try, a right one gives all tries back,
    /// a garbled block costs nothing, and with no try left nothing is told. The caller stores the new record in the
    /// write that keeps the verdict. An older record, shown again, has no more tries than the vault remembers.
    /// </summary>
    public PinVerdict Verify(
        PinBlockKey pinKey, ReadOnlySpan<byte> block, Pan pan, PinReferenceKey referenceKey, SealedPin record) =>
        Verify(Open(pinKey), pinKey.Format, block, pan, referenceKey, record);

    /// <summary>As for a sealed key, with one that is open.</summary>
    internal PinVerdict Verify(
        CipherKey key, PinFormat format, ReadOnlySpan<byte> block, Pan pan, PinReferenceKey referenceKey,
        SealedPin record)
    {
        Invariant.Holds(format.Takes(key.Algorithm), "a PIN block is under a key that its format takes");
        var token = _cards.Token(pan);
        lock (_turn)
        {
            var opened = PinRecord.Open(_holder, token, record);
            Invariant.Holds(opened.Use == referenceKey.Key.Use, "a PIN record is checked as it was enrolled");
            var left = Math.Min(opened.Left, _spent.LeftOf(token) ?? opened.Left);
            var found = Compare(key, format, block, pan, referenceKey, opened.Value);
            var check = left == 0 ? PinCheck.Locked : found;
            var after = Spend(token, check, left, opened.Allowed);
            var next = after == opened.Left ? record : (opened with { Left = after }).Seal(_holder, token);
            opened.Wipe();
            return new PinVerdict(check, after, next);
        }
    }

    /// <summary>
    /// The record with all its tries back, at the word of two officers who are not the same; null when they are, or
    /// when one has no name.
    /// </summary>
    public SealedPin? Unlock(string cardToken, SealedPin record, string officer, string secondOfficer)
    {
        var (one, other) = (officer.Trim(), secondOfficer.Trim());
        if (one.Length == 0 || other.Length == 0 || one.Equals(other, StringComparison.OrdinalIgnoreCase))
            return null;

        lock (_turn)
        {
            var opened = PinRecord.Open(_holder, cardToken, record);
            _spent.Forget(cardToken);
            var fresh = (opened with { Left = opened.Allowed }).Seal(_holder, cardToken);
            opened.Wipe();
            return fresh;
        }
    }

    private static void MustBePin(ReadOnlySpan<byte> digits)
    {
        Invariant.Holds(digits.Length is >= Limits.ShortestPin and <= Limits.LongestPin, "a PIN has 4 to 12 digits");
        Invariant.Holds(!digits.ContainsAnyExceptInRange((byte)'0', (byte)'9'), "the digits of a PIN are ASCII digits");
    }

    private CipherKey Open(PinBlockKey key)
    {
        Invariant.Holds(key.Format.Takes(key.Key.Algorithm), "a PIN block is under a key that its format takes");
        return _keys.Open(key.Key, KeyUse.Pin);
    }

    private int Spend(string token, PinCheck check, int left, int allowed)
    {
        switch (check)
        {
            case PinCheck.Matched:
                _spent.Forget(token);
                return allowed;
            case PinCheck.Mismatched:
                _spent.Remember(token, left - 1);
                return left - 1;
            default:
                return left;
        }
    }

    private PinCheck Compare(
        CipherKey key, PinFormat format, ReadOnlySpan<byte> block, Pan pan, PinReferenceKey referenceKey,
        ReadOnlySpan<byte> value)
    {
        Span<byte> digits = stackalloc byte[Limits.LongestPin];
        Span<byte> room = stackalloc byte[VisaPvv.Longest];
        var length = PinBlock.Of(format).Decipher(key, pan, block, digits);
        var made = Make(referenceKey, pan, digits[..(length == 0 ? value.Length : length)], room);
        CryptographicOperations.ZeroMemory(digits);
        var isSame = CryptographicOperations.FixedTimeEquals(made, value);
        CryptographicOperations.ZeroMemory(room);
        return length == 0 ? PinCheck.Garbled : isSame ? PinCheck.Matched : PinCheck.Mismatched;
    }

    private ReadOnlySpan<byte> Make(PinReferenceKey key, Pan pan, ReadOnlySpan<byte> digits, Span<byte> room)
    {
        switch (key.Key.Use)
        {
            case KeyUse.PinOffset:
                var offset = room[..digits.Length];
                Ibm3624.WriteOffset(_keys.Open(key.Key, KeyUse.PinOffset), pan, digits, offset);
                return offset;
            default:
                var pvv = room[..VisaPvv.LengthFor(digits.Length)];
                VisaPvv.Write(_keys.Open(key.Key, KeyUse.PinVerification), key.Index, pan, digits, pvv);
                return pvv;
        }
    }
}
