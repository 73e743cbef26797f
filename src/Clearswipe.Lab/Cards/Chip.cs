using Clearswipe.Counter.Readers;
using Clearswipe.Vault;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Emv;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Cards;

/// <summary>A chip in the slot or the field, as it answers commands: good, or broken the way its card is.</summary>
sealed class Chip(CardModel card, ChipCondition condition, bool isContactless, Func<int> countUse, ChipKey key) : IChip
{
    private static readonly ReadOnlyMemory<byte>? Nothing = null;
    private static readonly ReadOnlyMemory<byte>? AnswerToReset =
        (byte[])[0x3B, 0x68, 0, 0, 0, 0x73, 0xC8, 0x40, 0x12, 0, 0x90, 0];
    private static readonly ReadOnlyMemory<byte>? Garbled = (byte[])[0x7F, 0x00, 0xFF];

    // Issuer application data: a length, the key's index, the cryptogram's version, the chip's own results, the cipher.
    private static readonly byte[] IssuerDataHead = [0x07, 0x01];
    private static readonly byte[] Verification = [0x03, 0xA0, 0x00, 0x00];
    private static readonly byte[] IssuerDataEnd = [0x01];
    private const byte UsualVersion = 0x01;
    private const byte TapVersion = 0x11;

    // In the middle: the application is chosen, its records are not all read.
    private const int CommandsBeforeTrouble = 3;

    private readonly ChipApplication _application = new(card);
    private int _commands;
    private int _counter;
    private bool _isSelected;
    private string? _directory;

    public ValueTask<ReadOnlyMemory<byte>?> Reset(CancellationToken cancellation)
    {
        (_commands, _isSelected, _directory) = (0, false, null);
        return ValueTask.FromResult(condition switch
        {
            ChipCondition.None or ChipCondition.Dirty or ChipCondition.Silent => Nothing,
            ChipCondition.BadAnswerToReset => Garbled,
            _ => AnswerToReset,
        });
    }

    public ValueTask<ReadOnlyMemory<byte>?> Transmit(ReadOnlyMemory<byte> command, CancellationToken cancellation)
    {
        _commands++;
        var answer = condition switch
        {
            ChipCondition.None or ChipCondition.Dirty or ChipCondition.Silent => null,
            ChipCondition.RemovedEarly when _commands > CommandsBeforeTrouble => null,
            ChipCondition.Failed when _commands > CommandsBeforeTrouble => StatusWord(0x6F00),
            _ => Answer(command.Span),
        };
        return ValueTask.FromResult(answer is null ? Nothing : answer);
    }

    private static byte[] StatusWord(ushort word) => [(byte)(word >> 8), (byte)(word & 0xFF)];

    private static byte[] Good(byte[] data) => [.. data, 0x90, 0x00];

    private byte[] Answer(ReadOnlySpan<byte> command) => command switch
    {
        [0x00, 0xA4, 0x04, _, var length, .. var rest] when rest.Length >= length => Select(rest[..length]),
        [0x00, 0xB2, var record, var file, ..] => Read(file >> 3, record),
        [0x80, 0xCA, var high, var low, ..] => Data(high, low),
        [0x80, 0xA8, 0x00, 0x00, var length, .. var rest] when rest.Length >= length => Begin(rest[..length]),
        [0x80, 0xAE, var kind, _, var length, .. var rest] when rest.Length >= length => Generate(kind, rest[..length]),
        [0x00, 0x82, ..] => StatusWord(0x9000),
        _ => StatusWord(0x6D00),
    };

    private byte[] Select(ReadOnlySpan<byte> name)
    {
        if (condition == ChipCondition.CardBlocked)
            return StatusWord(0x6A81);

        var wanted = Convert.ToHexString(name);
        var directory = isContactless ? ChipApplication.ContactlessDirectory : ChipApplication.ContactDirectory;
        _directory = wanted == directory ? wanted : null;
        if (_directory is not null)
            return Good(_application.Directory(wanted, isContactless));
        _isSelected = _application.Aid.StartsWith(wanted, StringComparison.Ordinal);
        return (_isSelected, condition) switch
        {
            (false, _) => StatusWord(0x6A82),
            (true, ChipCondition.ApplicationBlocked) => StatusWord(0x6283),
            _ => Good(_application.Selected(isContactless)),
        };
    }

    private byte[] Read(int file, int record)
    {
        var found = _directory is null
            ? _isSelected ? _application.Record(file, record) : null
            : (file, record) == (1, 1) ? _application.DirectoryRecord() : null;
        return found is null ? StatusWord(0x6A83) : Good(found);
    }

    // The tries that a chip counts are its own offline ones; the issuer never tells it of online tries.
    private byte[] Data(byte high, byte low) => (high, low) switch
    {
        (0x9F, 0x17) => Good(Tlv.Of(0x9F17, Limits.PinTriesAllowed)),
        (0x9F, 0x36) => Good(Tlv.Of(0x9F36, Counter())),
        _ => StatusWord(0x6A88),
    };

    private byte[] Begin(ReadOnlySpan<byte> wanted)
    {
        if (!_isSelected || condition == ChipCondition.ApplicationBlocked)
            return StatusWord(0x6985);

        _counter = countUse();
        byte[][] answer = [Tlv.Of(0x82, _application.Interchange), Tlv.Of(0x94, _application.Files)];
        // Over the air the cryptogram comes at once: the card will be gone before the host has answered.
        return Good(Tlv.Nested(0x77, isContactless
            ? [.. answer, _application.Track2Equivalent(), Tlv.Of(0x5F34, 0x01), .. Cryptogram(0x80, wanted)]
            : answer));
    }

    private byte[] Generate(byte kind, ReadOnlySpan<byte> data)
    {
        if (_counter == 0)
            return StatusWord(0x6985);
        if (data.Length is not (var length and > 0)
            || (length != ChipApplication.GenerateLength(isSecond: false)
                && length != ChipApplication.GenerateLength(isSecond: true)))
            return StatusWord(0x6700);
        return Good(Tlv.Nested(0x77, Cryptogram((byte)(kind & 0xC0), data)));
    }

    private byte[][] Cryptogram(byte kind, ReadOnlySpan<byte> data) =>
    [
        Tlv.Of(0x9F27, kind),
        Tlv.Of(0x9F36, Counter()),
        Tlv.Of(0x9F26, Sign(data)),
        Tlv.Of(
            0x9F10,
            [.. IssuerDataHead, isContactless ? TapVersion : UsualVersion, .. Verification, .. IssuerDataEnd]),
    ];

    // What a cryptogram of each version runs over (JR/T 0025; VIS 1.5 appendix D): the terminal's values, the chip's.
    private byte[] Sign(ReadOnlySpan<byte> data) => isContactless
        ? key.Sign(_counter, ChipApplication.TapAmountAndChance(data), [.. Counter(), Verification[1]])
        : key.Sign(_counter, data, [.. _application.Interchange, .. Counter(), .. Verification]);

    private byte[] Counter() => [(byte)(_counter >> 8), (byte)(_counter & 0xFF)];
}

/// <summary>
/// The key inside a chip, which comes from its issuer's for all chips. The world has no unpredictable number in it: the
/// session keys of UnionPay's chips come from the counter alone.
/// </summary>
sealed class ChipKey(KeyVault vault, SealedKey issuerKey, Pan pan)
{
    /// <summary>Tag 5F34 of every card of the Lab.</summary>
    public const int Sequence = 1;

    public byte[] Sign(int counter, ReadOnlySpan<byte> terminals, ReadOnlySpan<byte> chips)
    {
        var cryptogram = new byte[ChipMethod.CryptogramLength];
        var transaction = new ChipTransaction(new ChipCard(pan, Sequence), (ushort)counter, 0);
        vault.Chips.WriteCryptogram(
            ChipMethod.UnionPay, issuerKey, transaction, [.. terminals, .. chips], cryptogram);
        return cryptogram;
    }
}
