using Clearswipe.Counter.Readers;
using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Time;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;
using Clearswipe.Wire.Tracks;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearswipe.Tests.Counter.Readers;

public sealed class ReadingTests
{
    private readonly Kernel _kernel = new(1);

    private static readonly TillSettings Settings = new()
    {
        Terminal = new TerminalId("10000001"),
        Merchant = new MerchantId("999900053110001"),
        MerchantName = new Bilingual("店", "Shop"),
    };

    [Theory]
    [InlineData(ChipCondition.Good, ChipRead.Good)]
    [InlineData(ChipCondition.Silent, ChipRead.Silent)]
    [InlineData(ChipCondition.Dirty, ChipRead.Silent)]
    [InlineData(ChipCondition.BadAnswerToReset, ChipRead.BadAnswerToReset)]
    [InlineData(ChipCondition.CardBlocked, ChipRead.CardBlocked)]
    [InlineData(ChipCondition.ApplicationBlocked, ChipRead.ApplicationBlocked)]
    [InlineData(ChipCondition.UnknownApplication, ChipRead.NoKnownApplication)]
    [InlineData(ChipCondition.RemovedEarly, ChipRead.RemovedEarly)]
    [InlineData(ChipCondition.Failed, ChipRead.Failed)]
    public void Each_fault_of_a_chip_is_told_by_how_far_it_came(ChipCondition condition, ChipRead result) =>
        Assert.Equal(result, Insert(Shop.ChipCard(condition).PutIn()).Result);

    [Fact]
    public void A_good_chip_gives_all_that_field_55_needs()
    {
        var outcome = Insert(Shop.ChipCard().PutIn());
        Assert.Null(ChipData.TryRead(outcome.Facts!.ToIssuer(Terminal()), out var sent));

        foreach (var tag in new Tag[] { 0x9F26, 0x9F27, 0x9F10, 0x9F37, 0x9F36, 0x95, 0x9A, 0x9C, 0x9F02, 0x82 })
            Assert.NotEqual(0, sent.Value(tag)?.Length ?? 0);
        Assert.Equal("9999010000000011", outcome.Facts.Pan!.Value.Reveal());
        Assert.Equal(3, outcome.Facts.PinTriesLeft);
    }

    [Fact]
    public void An_application_that_the_terminal_lacks_is_named()
    {
        var outcome = Insert(Shop.ChipCard(ChipCondition.UnknownApplication).PutIn());

        Assert.NotNull(outcome.UnknownApplications);
        Assert.DoesNotContain(outcome.UnknownApplications, name => Settings.Applications.Contains(name));
    }

    [Fact]
    public void Whatever_a_chip_answers_reading_it_ends_and_never_throws() =>
        Gen.Byte.Array[0, 40].Array[1, 30].Sample(answers =>
        {
            var chip = new Babbler(answers);
            var outcome = _kernel.Run(async () =>
                await new ChipReading(chip, Settings.Applications, Terminal()).Insert(CancellationToken.None));
            Assert.True(chip.Asked < 500, "a chip cannot keep the till busy for ever");
            Assert.True(outcome.Result != ChipRead.Good || outcome.Facts is not null);
        });

    [Theory]
    [InlineData("9F0206", "000000001250")]
    [InlineData("9F0203", "000000")]
    [InlineData("9F0208", "0000000012500000")]
    [InlineData("DF7F02", "0000")]
    [InlineData("9F02", "")]
    [InlineData("9F", "")]
    [InlineData("9F02069F03FF", "000000001250")]
    public void A_list_is_filled_as_the_chip_wants_it(string list, string filled) =>
        Assert.Equal(filled, Convert.ToHexString(DataObjectList.Fill(Convert.FromHexString(list), Terminal())));

    [Theory]
    [InlineData("120", true)]
    [InlineData("220", true)]
    [InlineData("101", false)]
    [InlineData("106", true)]
    public void The_service_code_says_whether_a_PIN_is_wanted(string service, bool wantsPin) =>
        Assert.Equal(wantsPin, CardholderCheck.WantsPin(Track2.Read($"9999010000000011=3012{service}00000")!));

    [Fact]
    public void Other_cards_count_once_each_and_only_lately()
    {
        var recall = new Recall(Surroundings);
        recall.Read("a", ReadMethod.Swipe, isGood: false);
        recall.Read("a", ReadMethod.Swipe, isGood: false);
        recall.Read("b", ReadMethod.Swipe, isGood: true);
        recall.Read("c", ReadMethod.Chip, isGood: false);
        var others = recall.OthersAt("reader", ReadMethod.Swipe, "b");

        Assert.Equal((0, 1), (others.Good, others.Bad));
        _kernel.RunUntil(_kernel.Time.GetUtcNow() + TimeSpan.FromHours(1));
        Assert.Equal(0, recall.OthersAt("reader", ReadMethod.Swipe, "b").Bad);
    }

    private Surroundings Surroundings => new(_kernel.Time, _kernel.Chance, NullLoggerFactory.Instance);

    private Dictionary<Tag, byte[]> Terminal() => TerminalData.Of(Settings, Money.Fen(1250), Surroundings);

    private ChipOutcome Insert(IChip chip) => _kernel.Run(async () =>
        await new ChipReading(chip, Settings.Applications, Terminal()).Insert(CancellationToken.None));

    /// <summary>A chip that says anything at all, and mostly that all is well.</summary>
    private sealed class Babbler(byte[][] answers) : IChip
    {
        public int Asked { get; private set; }

        public ValueTask<ReadOnlyMemory<byte>?> Reset(CancellationToken cancellation) =>
            ValueTask.FromResult<ReadOnlyMemory<byte>?>(new byte[] { 0x3B, 0x00 });

        public ValueTask<ReadOnlyMemory<byte>?> Transmit(
            ReadOnlyMemory<byte> command, CancellationToken cancellation)
        {
            byte[] answer = [.. answers[Asked++ % answers.Length], 0x90, 0x00];
            return ValueTask.FromResult<ReadOnlyMemory<byte>?>(answer);
        }
    }
}
