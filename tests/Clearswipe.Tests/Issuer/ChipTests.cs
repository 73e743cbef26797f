using System.Buffers.Binary;
using System.Text;
using Clearswipe.Vault.Emv;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Tests.Issuer;

/// <summary>The chip proves itself to its issuer, and the issuer to the chip.</summary>
public sealed class ChipTests
{
    private const string Usual = "07010103A0000001";
    private const string Tap = "07011103A0000001";

    [Theory]
    [InlineData(Usual)]
    [InlineData(Tap)]
    public async Task A_true_cryptogram_is_answered_by_one_that_the_chip_can_check(string issuerData)
    {
        await using var bench = await IssuerBench.Open();
        var sale = WithChip(bench, bench.Of(Service.Sale, 1, 2_500), counter: 7, issuerData);
        var answer = await bench.Ask(sale);

        Assert.Equal("00", answer.Text(39));
        Assert.Equal(Expected(bench, sale, issuerData, 7, "00"), answer.Bytes(55)!.Value.ToArray());
        // The same request again hears the same, and is no replay of itself.
        Assert.Equal(answer.Bytes(55)!.Value.ToArray(), (await bench.Ask(sale)).Bytes(55)!.Value.ToArray());
    }

    [Theory]
    [InlineData(0x9F26u, "0102030405060708")]
    [InlineData(0x9F36u, "0008")]
    [InlineData(0x9F02u, "000000009900")]
    [InlineData(0x9F10u, "07010203A0000001")]
    [InlineData(0x9F37u, "00000000")]
    [InlineData(0x95u, "8000000000")]
    public async Task A_cryptogram_that_does_not_fit_is_refused_with_59_and_costs_no_pin_try(uint tag, string value)
    {
        await using var bench = await IssuerBench.Open();
        var sale = WithChip(bench, bench.Sale(1, 2_500, IssuerBench.WrongPin), counter: 7, Usual);
        ChipData.TryRead(sale.Bytes(55)!.Value, out var chip);
        var changed = new ChipData();
        foreach (var known in chip.Tags)
            changed.With(known, known.Value == tag ? Convert.FromHexString(value) : chip.Value(known)!.Value);
        var answer = await bench.Ask(sale.With(55, changed.ToBytes()));

        Assert.Equal(("59", false), (answer.Text(39), answer.Has(55)));
        Assert.Equal((100_000, 3), (bench.Fen, bench.View.TriesLeft));
    }

    [Fact]
    public async Task A_cryptogram_without_its_data_is_refused_and_a_stripe_is_not_asked_for_one()
    {
        await using var bench = await IssuerBench.Open();
        Assert.Equal("59", await bench.Code(bench.Of(Service.Sale, 1, 100).With(55, "9F2608"u8.ToArray())));

        Assert.Equal("00", await bench.Code(bench.Of(Service.Sale, 2, 100)));
    }

    [Fact]
    public async Task A_counter_serves_once_and_none_before_it_even_after_a_power_cut()
    {
        await using var bench = await IssuerBench.Open();
        Assert.Equal("00", await bench.Code(WithChip(bench, bench.Of(Service.Sale, 1, 100), 7, Usual)));
        await bench.LosePower();

        Assert.Equal("59", await bench.Code(WithChip(bench, bench.Of(Service.Sale, 2, 100), 7, Usual)));
        Assert.Equal("59", await bench.Code(WithChip(bench, bench.Of(Service.Sale, 3, 100), 6, Usual)));
        Assert.Equal("00", await bench.Code(WithChip(bench, bench.Of(Service.Sale, 4, 100), 8, Usual)));
    }

    [Fact]
    public async Task A_wrong_pin_leaves_the_counter_good_for_the_second_try()
    {
        await using var bench = await IssuerBench.Open();
        Assert.Equal("55", await bench.Code(WithChip(bench, bench.Sale(1, 100, IssuerBench.WrongPin), 7, Usual)));

        Assert.Equal("00", await bench.Code(WithChip(bench, bench.Sale(2, 100, IssuerBench.RightPin), 7, Usual)));
    }

    [Fact]
    public async Task An_issuer_without_a_key_looks_at_no_cryptogram()
    {
        await using var bench = await IssuerBench.Open(settings => settings with { ChipKey = null });
        var answer = await bench.Ask(bench.Of(Service.Sale, 1, 100).With(55, "9F2608"u8.ToArray()));

        Assert.Equal(("00", false), (answer.Text(39), answer.Has(55)));
    }

    private static Message WithChip(IssuerBench bench, Message sale, ushort counter, string issuerData)
    {
        var count = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(count, counter);
        var chip = new ChipData().With(0x9F02, Convert.FromHexString(sale.Text(4)!)).With(0x9F03, new byte[6])
            .With(0x9F1A, new byte[] { 1, 0x56 }).With(0x95, new byte[] { 0, 0, 4, 0, 0 })
            .With(0x5F2A, new byte[] { 1, 0x56 }).With(0x9A, new byte[] { 0x26, 3, 2 }).With(0x9C, new byte[] { 0 })
            .With(0x9F37, new byte[] { 9, 8, 7, 6 }).With(0x82, new byte[] { 0x18, 0 }).With(0x9F36, count)
            .With(0x9F10, Convert.FromHexString(issuerData));
        var cryptogram = new byte[ChipMethod.CryptogramLength];
        bench.Vault.Chips.WriteCryptogram(
            ChipMethod.UnionPay, bench.ChipKey, Transaction(counter), Data(chip, issuerData), cryptogram);
        return sale.With(23, "001").With(55, chip.With(0x9F26, cryptogram).ToBytes());
    }

    // Tag 91: the answer and the code that it vouches for.
    private static byte[] Expected(IssuerBench bench, Message sale, string issuerData, ushort counter, string code)
    {
        ChipData.TryRead(sale.Bytes(55)!.Value, out var chip);
        var response = new byte[ChipMethod.UnionPay.ResponseLength];
        bench.Vault.Chips.Respond(
            ChipMethod.UnionPay, bench.ChipKey, Transaction(counter), Data(chip, issuerData),
            chip.Value(0x9F26)!.Value.Span, Encoding.ASCII.GetBytes(code), response);
        return [0x91, 10, .. response, .. Encoding.ASCII.GetBytes(code)];
    }

    private static ChipTransaction Transaction(ushort counter) =>
        new(new ChipCard(IssuerBench.Card, 1), counter, 0x09080706);

    private static byte[] Data(ChipData chip, string issuerData)
    {
        uint[] tags = issuerData == Tap
            ? [0x9F02, 0x9F37, 0x9F36]
            : [0x9F02, 0x9F03, 0x9F1A, 0x95, 0x5F2A, 0x9A, 0x9C, 0x9F37, 0x82, 0x9F36];
        var verification = Convert.FromHexString(issuerData)[3..7];
        return
        [
            .. tags.SelectMany(tag => chip.Value(tag)!.Value.ToArray()),
            .. issuerData == Tap ? verification[1..2] : verification,
        ];
    }
}
