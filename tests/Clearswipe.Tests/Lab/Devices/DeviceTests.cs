using Clearswipe.Counter.Printers;
using Clearswipe.Counter.Readers;
using Clearswipe.Counter.Sales;
using Clearswipe.Lab.Cards;
using Clearswipe.Lab.Devices;
using Clearswipe.Lab.Time;
using Clearswipe.Tests.Lab.Cards;
using Clearswipe.Vocabulary;
using Microsoft.Extensions.Logging.Abstractions;

namespace Clearswipe.Tests.Lab.Devices;

public sealed class DeviceTests
{
    private static readonly CancellationToken Ever = CancellationToken.None;
    private static readonly HashSet<ReadMethod> Every = [ReadMethod.Chip, ReadMethod.Tap, ReadMethod.Swipe];

    private readonly Kernel _kernel = new(1);
    private readonly SimReader _reader;

    public DeviceTests() =>
        _reader = new SimReader("reader", new Surroundings(_kernel.Time, _kernel.Chance, NullLoggerFactory.Instance));

    [Theory]
    [InlineData(ReadMethod.Chip, typeof(Presented.Inserted))]
    [InlineData(ReadMethod.Tap, typeof(Presented.Tapped))]
    [InlineData(ReadMethod.Swipe, typeof(Presented.Swiped))]
    public void A_reader_meets_the_card_as_it_is_presented(ReadMethod method, Type met)
    {
        var waits = _kernel.Main.Start(async () => await _reader.Await(Every, Ever));
        _kernel.RunUntil(_kernel.Time.GetUtcNow() + TimeSpan.FromSeconds(1));

        Assert.True(_reader.Present(CardTests.Card(chip: ChipCondition.Good), method));
        Assert.IsType(met, _kernel.Run(() => waits));
    }

    [Fact]
    public void A_card_that_lies_in_the_slot_is_met_when_the_till_asks()
    {
        _reader.Present(CardTests.Card(chip: ChipCondition.Good), ReadMethod.Chip);
        Assert.IsType<Presented.Inserted>(_kernel.Run(async () => await _reader.Await(Every, Ever)));
    }

    [Fact]
    public void A_dead_reader_says_so_at_once()
    {
        _reader.IsDead = true;
        Assert.IsType<Presented.ReaderDead>(_kernel.Run(async () => await _reader.Await(Every, Ever)));
    }

    [Fact]
    public void A_dirty_slot_silences_a_good_chip_until_it_is_cleaned()
    {
        _reader.HasDirtySlot = true;
        var before = AnswerToReset();
        _reader.Clean();

        Assert.Null(before);
        Assert.NotNull(AnswerToReset());
    }

    [Fact]
    public void A_waiting_reader_can_be_cancelled()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), _kernel.Time);
        Assert.ThrowsAny<OperationCanceledException>(
            () => _kernel.Run(async () => await _reader.Await(Every, limit.Token)));
        Assert.Equal(0, _kernel.Escapes);
    }

    [Fact]
    public void Paper_runs_out_in_the_middle_of_a_receipt()
    {
        var printer = new SimPrinter { LinesLeft = 2 };
        PaperLine[] receipt = [new("one"), new("two"), new("three")];

        Assert.Equal(PrinterState.PaperOut, Print(printer, receipt));
        Assert.Equal(2, printer.Roll.Count);
        printer.LoadPaper();
        Assert.Equal(PrinterState.Ready, Print(printer, receipt));
    }

    [Theory]
    [InlineData(PrinterState.LidOpen)]
    [InlineData(PrinterState.HeadHot)]
    [InlineData(PrinterState.CutterJammed)]
    [InlineData(PrinterState.Silent)]
    public void A_printer_with_a_fault_prints_nothing_until_it_is_mended(PrinterState fault)
    {
        var printer = new SimPrinter { Fault = fault };
        Assert.Equal(fault, Print(printer, [new("one")]));
        Assert.Empty(printer.Roll);

        printer.Mend();
        Assert.Equal(PrinterState.Ready, Print(printer, [new("one")]));
    }

    [Fact]
    public void A_wallet_order_is_paid_once_or_closed()
    {
        var wallet = new SimWallet();
        var (first, second) = (new WalletOrder("1", Money.Fen(100)), new WalletOrder("2", Money.Fen(200)));
        var code = _kernel.Run(async () => await wallet.Open(first, Ever));
        _kernel.Run(async () => await wallet.Open(second, Ever));

        Assert.True(wallet.Pay(code!));
        Assert.False(wallet.Pay(code!));
        Assert.Equal(WalletOutcome.Paid, _kernel.Run(async () => await wallet.Close(first, Ever)));
        Assert.Equal(WalletOutcome.Closed, _kernel.Run(async () => await wallet.Close(second, Ever)));
        Assert.False(wallet.Pay(second));
        Assert.Equal([first], wallet.Paid);
    }

    private ReadOnlyMemory<byte>? AnswerToReset()
    {
        _reader.Present(CardTests.Card(chip: ChipCondition.Good), ReadMethod.Chip);
        return _kernel.Run(async () =>
            await ((Presented.Inserted)await _reader.Await(Every, Ever)).Chip.Reset(Ever));
    }

    private PrinterState Print(SimPrinter printer, PaperLine[] paper) =>
        _kernel.Run(async () => await printer.Print(paper, Ever));
}
