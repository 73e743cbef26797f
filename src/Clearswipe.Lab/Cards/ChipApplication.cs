namespace Clearswipe.Lab.Cards;

/// <summary>
/// What stands on a chip: its application, its two records, its lists (EMV Book 3, UnionPay debit and credit).
/// </summary>
sealed class ChipApplication(CardModel card)
{
    public const string Debit = "A000000333010101";
    /// <summary>A registered provider that no terminal of the world has in its parameters: 999 is nobody's.</summary>
    public const string Unknown = "A0000009990101";
    public const string ContactDirectory = "315041592E5359532E4444463031";        // 1PAY.SYS.DDF01
    public const string ContactlessDirectory = "325041592E5359532E4444463031";    // 2PAY.SYS.DDF01

    // Amount, other amount, country, TVR, currency, date, type, unpredictable number.
    private const string FirstList = "9F02069F03069F1A0295055F2A029A039C019F3704";
    // Over the air: the command template, qualifiers, amount, unpredictable number, and the currency behind them.
    private const int TapQualifiers = 2 + 4;
    private const int TapListLength = TapQualifiers + 6 + 4;

    private const int FirstListLength = 6 + 6 + 2 + 5 + 2 + 3 + 1 + 4;

    public string Aid => card.Chip == ChipCondition.UnknownApplication ? Unknown : Debit;

    /// <summary>
    /// Supports cardholder verification and terminal risk management; no offline data authentication.
    /// </summary>
    public byte[] Interchange { get; } = [0x18, 0x00];

    /// <summary>File 1 holds record 1, file 2 holds record 1.</summary>
    public byte[] Files { get; } = [0x08, 0x01, 0x01, 0x00, 0x10, 0x01, 0x01, 0x00];

    /// <summary>Amount and unpredictable number, of the values that the chip asked for over the air.</summary>
    public static ReadOnlySpan<byte> TapAmountAndChance(ReadOnlySpan<byte> values) =>
        values.Length < TapListLength ? values : values.Slice(TapQualifiers, TapListLength - TapQualifiers);

    public static int GenerateLength(bool isSecond) => isSecond ? FirstListLength + 2 : FirstListLength;

    public byte[] Directory(string name, bool isContactless) => isContactless
        ? Control(name, Tlv.Nested(0xA5, Tlv.Nested(0xBF0C, Entry())))
        : Control(name, Tlv.Nested(0xA5, Tlv.Of(0x88, 0x01)));

    public byte[] DirectoryRecord() => Tlv.Nested(0x70, Entry());

    /// <summary>
    /// The answer to SELECT; over the air the chip also asks for the terminal's amount and qualifiers.
    /// </summary>
    public byte[] Selected(bool isContactless) => Control(Aid, Tlv.Nested(0xA5,
        [Tlv.Text(0x50, "UNIONPAY DEBIT"), Tlv.Of(0x87, 0x01),
         .. isContactless ? new[] { Tlv.Of(0x9F38, "9F66049F02069F37045F2A02") } : []]));

    public byte[]? Record(int file, int number) => (file, number) switch
    {
        (1, 1) => Holder(),
        (2, 1) => Lists(),
        _ => null,
    };

    public byte[] Track2Equivalent() => Tlv.Of(0x57, Padded(card.Track2.Replace('=', 'D')));

    private static byte[] Control(string name, byte[] proprietary) => Tlv.Nested(0x6F, Tlv.Of(0x84, name), proprietary);

    private static string Padded(string digits) => digits.Length % 2 == 0 ? digits : digits + "F";

    private static byte[] Lists() => Tlv.Nested(
        0x70,
        Tlv.Of(0x8C, FirstList),
        Tlv.Of(0x8D, "8A02" + FirstList),
        // PIN online if the terminal can, and no other way to go on if that fails; then none.
        Tlv.Of(0x8E, "0000000000000000" + "4203" + "1F00"),
        Tlv.Of(0x9F07, "FF00"),
        Tlv.Of(0x9F0D, "0000000000"),
        Tlv.Of(0x9F0E, "0000000000"),
        Tlv.Of(0x9F0F, "0000000000"));

    private byte[] Entry() => Tlv.Nested(0x61, Tlv.Of(0x4F, Aid), Tlv.Text(0x50, "UNIONPAY DEBIT"), Tlv.Of(0x87, 0x01));

    private byte[] Holder() => Tlv.Nested(
        0x70,
        Track2Equivalent(),
        Tlv.Of(0x5A, Padded(card.Pan.Reveal())),
        Tlv.Of(0x5F24, card.Expiry + "28"),
        Tlv.Of(0x5F34, 0x01),
        Tlv.Of(0x5F28, "0156"),
        Tlv.Of(0x5F30, "0" + card.ServiceCode),
        Tlv.Text(0x5F20, "LAB/CARD"));
}
