using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;
using CsCheck;

namespace Clearswipe.Tests.Wire.Emv;

/// <summary>Whatever a card or host sends is read, or is a fault within the bytes, and never an exception.</summary>
public sealed class AnyBytesTests
{
    // Bytes that begin like elements reach deeper than bytes that are all chance.
    private static readonly byte[] Telling = [0x70, 0x71, 0x9F, 0xBF, 0x0C, 0x80, 0x81, 0x82, 0x83, 0x84, 0xFF];

    private static readonly Gen<byte[]> Hostile =
        Gen.OneOf(Gen.Byte, Gen.Byte[0, 6], Gen.Int[0, Telling.Length - 1].Select(at => Telling[at])).Array[0, 120];

    [Theory]
    [InlineData("57 84 FFFFFFFF", "DE 48 at byte 2: a length has one to three bytes after its first")]
    [InlineData("57 84 7FFFFFFF 00", "DE 48 at byte 2: a length has one to three bytes after its first")]
    [InlineData("57 FF 00", "DE 48 at byte 2: a length has one to three bytes after its first")]
    [InlineData("57 80 00 00", "DE 48 at byte 2: a length has one to three bytes after its first")]
    [InlineData("57 83 FFFFFF", "DE 48 at byte 5: tag 57 ends 16777215 bytes after the data")]
    [InlineData("57 82 FF", "DE 48 at byte 2: the data ends within a length")]
    [InlineData("57 81", "DE 48 at byte 2: the data ends within a length")]
    [InlineData("57", "DE 48 at byte 1: the data ends before a length")]
    [InlineData("1F", "DE 48 at byte 1: a tag ends within 4 bytes, and within the data")]
    [InlineData("FFFF DF FFFFFFFFFFFFFFFF", "DE 48 at byte 6: a tag ends within 4 bytes, and within the data")]
    public void A_length_or_tag_without_an_end_is_a_fault(string hex, string fault)
    {
        var reader = new TlvReader(Bytes(hex), field: 48);

        Assert.Equal(fault, reader.TryReadNext(out var tlv)?.ToString());
        Assert.Equal(0u, tlv.Tag.Value);
        Assert.Null(reader.TryReadNext(out tlv));
        Assert.Equal(0u, tlv.Tag.Value);
    }

    [Fact]
    public void A_longer_length_than_needed_is_read() =>
        Assert.Equal("0123", Hex(ChipData.TryRead(Bytes("9F36 83 000002 0123"), out var data) is null
            ? data.Value(0x9F36)!.Value.Span
            : default));

    [Fact]
    public void A_reader_ends_and_its_elements_lie_in_order() =>
        Hostile.Sample(bytes =>
        {
            var reader = new TlvReader(bytes);
            var (elements, end) = (0, 0);
            while (reader.TryReadNext(out var tlv) is null && tlv.Tag.Value != 0)
            {
                elements++;
                if (tlv.Start < end || tlv.ValueStart <= tlv.Start)
                    return false;
                end = tlv.ValueStart + tlv.Value.Length;
            }

            return end <= bytes.Length && elements <= bytes.Length;
        });

    [Fact]
    public void Chip_data_is_read_or_is_a_fault_within_its_bytes() =>
        Hostile.Sample(bytes =>
        {
            if (ChipData.TryRead(bytes, out var data) is { } fault)
                return fault.Offset <= bytes.Length && !data.Tags.Any();
            _ = data.Find(0x9F36);
            return data.ToString().All(character => !char.IsControl(character)) && data.ToBytes().Length >= 0;
        });

    [Fact]
    public void Words_are_found_for_any_bytes() =>
        Gen.Select(Gen.Int[0, EmvTagRows.All.Length - 1], Gen.Byte.Array[0, 40]).Sample((row, bytes) =>
        {
            var element = EmvTagRows.All[row];
            Assert.All(ElementWords.Of(element.Tag, bytes), words => Assert.True(words.Zh != "" && words.En != ""));
            Assert.DoesNotContain(EmvTag.Masked(element.Tag, bytes), char.IsControl);
        });

    [Fact]
    public void Every_public_table_takes_any_bytes() =>
        Gen.Byte.Array[0, 40].Sample(bytes =>
        {
            IEnumerable<Bilingual?> words =
            [
                .. CardProfile.Meaning(bytes), .. VerificationMethods.List(bytes), .. CryptogramKind.Meaning(bytes),
                .. VerificationResults.Terminal(bytes), .. VerificationResults.Status(bytes),
                .. TerminalProfile.Capabilities(bytes), .. TerminalProfile.MoreCapabilities(bytes),
                VerificationResults.Cardholder(bytes), TerminalProfile.Type(bytes), TransactionType.Meaning(bytes),
            ];
            return words.All(word => word is null or { Zh.Length: > 0, En.Length: > 0 });
        });

    [Fact]
    public void Status_words_and_entry_modes_take_anything() =>
        Gen.Select(Gen.UShort, Gen.Byte, Gen.String).Sample((status, command, text) =>
            StatusWord.Meaning(status, command) is null or { En.Length: > 0 }
            && StatusWord.TriesLeft(status) is null or (>= 0 and <= 15)
            && EntryMode.Meaning(text) is null or { En.Length: > 0 });

    [Fact]
    public void A_line_break_in_a_label_stays_in_its_line() =>
        Assert.Equal("50=A·B", new ChipData().With(0x50, "A\nB"u8.ToArray()).ToString());

    [Theory]
    [InlineData(0x5F53)]
    [InlineData(0x9F0B)]
    [InlineData(0x9F25)]
    [InlineData(0x9F46)]
    [InlineData(0x93)]
    [InlineData(0xDF7F)]
    public void What_may_hold_a_number_or_a_name_is_closed(int tag) =>
        Assert.Equal("[3 bytes]", EmvTag.Masked((uint)tag, new byte[] { 1, 2, 3 }));

    [Fact]
    public void Templates_are_closed_for_what_they_may_hold() =>
        Assert.All(
            EmvTagRows.All.Where(row => row.Tag.IsConstructed), row => Assert.Equal(Shown.Nothing, row.Shown));

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", ""));

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes);
}
