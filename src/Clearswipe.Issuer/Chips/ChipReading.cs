using System.Buffers.Binary;
using System.Globalization;
using Clearswipe.Vault.Emv;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Issuer.Chips;

/// <summary>
/// What field 55 says of a cryptogram: the transaction, the data that it runs over and the cryptogram itself. Which
/// data those are is the cryptogram version's to say, byte 3 of the issuer application data (tag 9F10): 01 the usual
/// ones of terminal and chip (JR/T 0025, VIS 1.5 appendix D), 17 the few of a tap.
/// </summary>
sealed record ChipReading(ChipTransaction Transaction, ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Cryptogram)
{
    private const int VersionAt = 2;
    private const int VerificationAt = 3;
    private const int VerificationLength = 4;
    private const byte Usual = 0x01;
    private const byte Tap = 0x11;

    private static readonly Tag[] FromTerminal = [0x9F02, 0x9F03, 0x9F1A, 0x95, 0x5F2A, 0x9A, 0x9C, 0x9F37];

    /// <summary>Null when something is missing, or the amount or the number of the card is another.</summary>
    public static ChipReading? Read(Message request, Pan pan, Money amount)
    {
        if (ChipData.TryRead(request.Bytes(55) ?? default, out var chip) is not null
            || chip.Value(0x9F26) is not { Length: ChipMethod.CryptogramLength } cryptogram
            || chip.Value(0x9F36) is not { Length: 2 } counter || chip.Value(0x9F37) is not { Length: 4 } chance
            || Signed(chip) is not { } data || !IsOf(chip, amount))
            return null;
        var card = new ChipCard(pan, Sequence(request));
        return new ChipReading(
            new ChipTransaction(
                card, BinaryPrimitives.ReadUInt16BigEndian(counter.Span),
                BinaryPrimitives.ReadUInt32BigEndian(chance.Span)),
            data, cryptogram);
    }

    private static byte[]? Signed(ChipData chip)
    {
        if (chip.Value(0x9F10) is not { Length: >= VerificationAt + VerificationLength } issuerData)
            return null;
        var verification = issuerData.Slice(VerificationAt, VerificationLength);
        return issuerData.Span[VersionAt] switch
        {
            Usual => Join(chip, [.. FromTerminal, 0x82, 0x9F36], verification),
            Tap => Join(chip, [0x9F02, 0x9F37, 0x9F36], verification.Slice(1, 1)),
            _ => null,
        };
    }

    private static byte[]? Join(ChipData chip, Tag[] tags, ReadOnlyMemory<byte> end)
    {
        var data = new List<byte>();
        foreach (var tag in tags)
        {
            if (chip.Value(tag) is not { } value)
                return null;
            data.AddRange(value.Span);
        }

        return [.. data, .. end.Span];
    }

    // The chip signed an amount: another one in field 4 was changed behind its back.
    private static bool IsOf(ChipData chip, Money amount) =>
        chip.Value(0x9F02) is { } told && Convert.ToHexString(told.Span)
            == amount.MinorUnits.ToString("D12", CultureInfo.InvariantCulture);

    private static int Sequence(Message request) =>
        int.TryParse(request.Text(23), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : 0;
}
