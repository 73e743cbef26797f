using Clearswipe.Counter.Readers;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Time;
using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;
using Clearswipe.Wire.Tracks;

namespace Clearswipe.Tests.Lab.Cards;

public sealed class CardTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;

    [Fact]
    public void Invented_numbers_pass_Luhn_and_begin_with_9999()
    {
        for (var account = 1; account < 200; account++)
        {
            var pan = AccountNumbers.Of("999901", account);
            Assert.True(pan.PassesLuhn);
            Assert.Equal("999901", pan.Bin);
        }
    }

    [Fact]
    public void A_real_prefix_is_never_issued() =>
        Assert.Throws<InvariantException>(() => AccountNumbers.Of("622202", 1));

    [Theory]
    [InlineData(StripeCondition.Good, StripeRead.Good)]
    [InlineData(StripeCondition.Demagnetised, StripeRead.NoFlux)]
    [InlineData(StripeCondition.Weak, StripeRead.ParityErrors)]
    [InlineData(StripeCondition.Scratched, StripeRead.ParityErrors)]
    public void Each_damage_stops_at_its_rung(StripeCondition condition, StripeRead rung) =>
        Assert.Equal(rung, Track2.Decode(Card(stripe: condition).Swipe()).Rung);

    [Fact]
    public void A_dirty_head_hides_the_sentinels_of_a_good_card() =>
        Assert.Equal(StripeRead.NoSentinels, Track2.Decode(StripeImage.ThroughDirt(Card().Swipe())).Rung);

    [Fact]
    public void A_good_chip_tells_its_number_and_signs()
    {
        var chip = Card(chip: ChipCondition.Good).PutIn();

        Assert.NotNull(Reset(chip));
        Assert.Equal(0x9000, Say(chip, "00A4040008A00000033301010100").Word);
        Assert.Equal(0x9000, Say(chip, "80A8000002830000").Word);
        var record = Say(chip, "00B2010C00").Data;
        Assert.Equal("9999010000000011", Digits(record, 0x5A));
        Assert.Equal(0x9000, Say(chip, "80AE80001D" + new string('0', 58) + "00").Word);
    }

    [Fact]
    public void A_tap_is_signed_at_once()
    {
        var chip = Card(chip: ChipCondition.Good).HoldOver();

        Assert.NotNull(Reset(chip));
        Say(chip, "00A4040008A00000033301010100");
        var answer = Say(chip, "80A80000128310" + new string('0', 32) + "00");

        Assert.Equal(0x9000, answer.Word);
        Assert.NotNull(Find(answer.Data, 0x9F26));
    }

    [Theory]
    [InlineData(ChipCondition.CardBlocked, 0x6A81)]
    [InlineData(ChipCondition.ApplicationBlocked, 0x6283)]
    [InlineData(ChipCondition.UnknownApplication, 0x6A82)]
    public void A_blocked_or_unknown_chip_says_so(ChipCondition condition, int word) =>
        Assert.Equal(word, Say(Card(chip: condition).PutIn(), "00A4040008A00000033301010100").Word);

    [Fact]
    public void A_dirty_chip_is_silent_until_it_is_wiped()
    {
        var card = Card(chip: ChipCondition.Dirty);
        var before = Reset(card.PutIn());
        card.Wipe();

        Assert.Null(before);
        Assert.NotNull(Reset(card.PutIn()));
    }

    [Fact]
    public void A_card_taken_out_early_answers_no_more()
    {
        var chip = Card(chip: ChipCondition.RemovedEarly).PutIn();
        Say(chip, "00A4040008A00000033301010100");
        Say(chip, "80A8000002830000");
        Say(chip, "00B2010C00");

        Assert.Null(Transmit(chip, "00B2011400"));
    }

    [Fact]
    public void The_counter_of_tries_is_readable()
    {
        var answer = Say(Card(chip: ChipCondition.Good).PutIn(), "80CA9F1700");
        Assert.Equal([3], Find(answer.Data, 0x9F17)!.Value.ToArray());
    }

    [Fact]
    public void A_printed_card_shows_no_full_number() =>
        Assert.DoesNotContain("9999010000000011", Card().ToString(), StringComparison.Ordinal);

    internal static LabCard Card(
        StripeCondition stripe = StripeCondition.Good, ChipCondition chip = ChipCondition.None) =>
        new(
            new CardModel
            {
                Name = "test",
                Title = new("测试", "test"),
                Issuer = new("harbour"),
                Pan = AccountNumbers.Of("999901", 1),
                Expiry = "3012",
                ServiceCode = "120",
                Pin = "135790",
                Balance = Money.Fen(100_000),
                Stripe = stripe,
                Chip = chip,
                IsContactless = true,
            },
            KeyVault.OpenSoftware(new byte[KeyVault.StorageKeyLength], new SeededChance(1)));

    private static ReadOnlyMemory<byte>? Reset(IChip chip) => chip.Reset(Ever).AsTask().Result;

    private static ReadOnlyMemory<byte>? Transmit(IChip chip, string command) =>
        chip.Transmit(Convert.FromHexString(command), Ever).AsTask().Result;

    private static (ReadOnlyMemory<byte> Data, int Word) Say(IChip chip, string command)
    {
        var answer = Transmit(chip, command)!.Value;
        return (answer[..^2], (answer.Span[^2] << 8) | answer.Span[^1]);
    }

    private static string Digits(ReadOnlyMemory<byte> data, uint tag) =>
        Convert.ToHexString(Find(data, tag)!.Value.Span);

    private static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> data, uint tag)
    {
        Assert.Null(ChipData.TryRead(data, out var chip));
        if (chip.Value(new Tag(tag)) is { } value)
            return value;
        return chip.Tags.Where(found => found.IsConstructed)
            .Select(found => Find(chip.Value(found)!.Value, tag)).FirstOrDefault(found => found is not null);
    }
}
