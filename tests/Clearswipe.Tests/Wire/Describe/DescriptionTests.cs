using Clearswipe.Tests.House;
using Clearswipe.Tests.Wire.Iso8583;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Describe;
using Clearswipe.Wire.Emv;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Wire.Describe;

/// <summary>Messages for people: reviewed as pictures, and never a digit too many.</summary>
public sealed class DescriptionTests
{
    // The invented card of the samples: its number, and the digits of its PIN block, MAC data and track.
    private static readonly string[] Secrets =
        ["6222021234567894", "6222021234567890", "0412AC89ABCDEF67", "30122010000001234567", "3012201000001234567"];

    [Fact]
    public void A_pos_sale_is_described() =>
        Snapshot.Matches(Both(Description.Of(Samples.PosSale(), Dialect.UnionPayPos, Samples.Envelope)));

    [Fact]
    public void A_pos_answer_with_chinese_text_is_described() =>
        Snapshot.Matches(Both(Description.Of(
            new Message("0210").With(4, "000000012800").With(39, "55").With(44, "harbour    ").With(49, "156")
                .With(56, "\xC3\xDC\xC2\xEB\xB4\xED").With(60, "22000001000"),
            Dialect.UnionPayPos)));

    [Fact]
    public void An_iso_purchase_is_described() => Snapshot.Matches(Both(Described("purchase")));

    [Fact]
    public void An_iso_response_is_described() => Snapshot.Matches(Both(Described("response")));

    [Fact]
    public void An_iso_reversal_is_described() =>
        Snapshot.Matches(Both(Description.Of(
            new Message("0400").With(2, "6222021234567894").With(7, "1122183001").With(39, "98")
                .With(90, "0200" + "000124" + "1122183001" + "00000001020" + "00000000000").With(128, new byte[8]),
            Dialect.Iso1987Ascii)));

    [Fact]
    public void No_description_shows_a_secret()
    {
        var texts = new[]
        {
            Both(Description.Of(Samples.PosSale(), Dialect.UnionPayPos, Samples.Envelope)),
            Both(Described("purchase")),
            Both(Described("response")),
            Samples.PosSale().ToString(),
            $"{Identified.InBytes(Dialect.UnionPayPos.Write(Samples.PosSale()))}",
        };

        Assert.All(texts, text => Assert.All(Secrets, secret =>
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Broken_chip_data_is_said_and_the_rest_is_described() =>
        Assert.Contains(
            Description.Of(new Message("0200").With(55, new byte[] { 0x95, 5, 0 }), Dialect.UnionPayPos).Lines,
            line => line.Value.En == "tag 95 ends 4 bytes after the data");

    [Fact]
    public void Each_element_has_its_names_in_both_languages() =>
        Assert.All(EmvTagRows.All, row => Assert.True(row.Name.Zh.Length > 0 && row.Name.En.Length > 0));

    private static Description Described(string name)
    {
        Assert.Null(Dialect.Iso1987Ascii.TryRead(Vectors.Vectors.Ascii(name), out var message));
        return Description.Of(message, Dialect.Iso1987Ascii);
    }

    private static string Both(Description description) =>
        description.In(Language.English) + "\n" + description.In(Language.Chinese);
}
