using Clearswipe.Wire.Emv;
using CsCheck;

namespace Clearswipe.Tests.Wire.Emv;

/// <summary>Chip data is read in place, written back, and never shows what must not be seen.</summary>
public sealed class ChipDataTests
{
    private static readonly Gen<uint> Tags =
        Gen.Int[0, 4].Select(index => new uint[] { 0x5A, 0x82, 0x9F26, 0x9F8101, 0xDF818201 }[index]);

    [Fact]
    public void The_chip_data_of_a_purchase_is_read_and_written_back()
    {
        var bytes = Convert.FromHexString(Vectors.Vectors.Fields("purchase").Single(row => row.Field == 55).Value);

        Assert.Null(ChipData.TryRead(bytes, out var data));
        Assert.Equal("0123", Convert.ToHexString(data.Value(0x9F36)!.Value.Span));
        Assert.Equal(bytes, data.ToBytes());
    }

    [Theory]
    [InlineData("9F", "DE 55 at byte 1: a tag ends within 4 bytes, and within the data")]
    [InlineData("9F80808001 00", "DE 55 at byte 4: a tag ends within 4 bytes, and within the data")]
    [InlineData("95", "DE 55 at byte 1: the data ends before a length")]
    [InlineData("95 05 00", "DE 55 at byte 2: tag 95 ends 4 bytes after the data")]
    [InlineData("95 80", "DE 55 at byte 2: a length has one to three bytes after its first")]
    [InlineData("95 84 FFFFFFFF", "DE 55 at byte 2: a length has one to three bytes after its first")]
    [InlineData("95 83 FFFFFF", "DE 55 at byte 5: tag 95 ends 16777215 bytes after the data")]
    [InlineData("71 03 86 05 00", "DE 55 at byte 4: tag 86 ends 4 bytes after the data")]
    public void A_broken_element_is_a_fault_with_its_byte(string hex, string fault) =>
        Assert.Equal(fault, ChipData.TryRead(Convert.FromHexString(hex.Replace(" ", "")), out _)?.ToString());

    [Fact]
    public void Nesting_has_a_bound()
    {
        byte[] bytes = [];
        for (var depth = 0; depth < 20; depth++)
            bytes = new ChipData().With(0x71, bytes).ToBytes();

        Assert.Contains("nested more than 8 deep", ChipData.TryRead(bytes, out _)!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_is_found_within_a_template()
    {
        var inner = new ChipData().With(0x9F17, new byte[] { 3 });
        var outer = new ChipData().With(0x77, inner.ToBytes());

        Assert.Equal(3, outer.Find(0x9F17)!.Value.Span[0]);
        Assert.Null(outer.Find(0x9F36));
    }

    [Fact]
    public void Card_data_is_masked()
    {
        var data = new ChipData()
            .With(0x5A, Convert.FromHexString("6222021234567894"))
            .With(0x57, Convert.FromHexString("6222021234567894D30122010000001234567F"))
            .With(0x5F20, "LI/LEI"u8.ToArray())
            .With(0xDF01, "6222021234567894"u8.ToArray());

        Assert.Equal("5A=622202******7894 57=622202******7894D… 5F20=[6 bytes] DF01=[16 bytes]", data.ToString());
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Select(Tags, Gen.Byte.Array[0, 300]).Array[0, 6]
            .Sample(elements =>
            {
                var data = elements.Aggregate(new ChipData(), (sum, element) => sum.With(element.Item1, element.Item2));
                return ChipData.TryRead(data.ToBytes(), out var read) is null
                    && read.Tags.SequenceEqual(elements.Select(element => new Tag(element.Item1)))
                    && read.ToBytes().SequenceEqual(data.ToBytes());
            });

    [Fact]
    public void No_bytes_make_it_throw() =>
        Gen.Byte.Array[0, 80].Sample(bytes =>
            ChipData.TryRead(bytes, out var data) is { } fault
                ? fault.Offset <= bytes.Length
                : data.ToString().Length >= 0);
}
