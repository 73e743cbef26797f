using Clearswipe.Counter.Keypads;
using Clearswipe.Counter.Links;
using Clearswipe.Counter.Printers;
using Clearswipe.Counter.Readers;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;

namespace Clearswipe.Counter.Sales;

/// <summary>What a till is told about itself when it is set up.</summary>
public sealed record TillSettings
{
    public required TerminalId Terminal { get; init; }
    public required MerchantId Merchant { get; init; }
    public required Bilingual MerchantName { get; init; }
    /// <summary>The cashier or operator number on receipts and in sign-on field 63.</summary>
    public string Operator { get; init; } = "01";
    public string Acquirer { get; init; } = "";
    public string SoftwareVersion { get; init; } = "0.1.0";
    /// <summary>The version that the fleet wants; another one installed is an observation.</summary>
    public string WantedVersion { get; init; } = "0.1.0";
    /// <summary>The chip applications in the terminal's parameters, in order of preference, as hex.</summary>
    public IReadOnlyList<string> Applications { get; init; } =
        ["A000000333010101", "A000000333010102", "A000000333010103"];
    /// <summary>False in mainland China: a card with a chip is never swiped.</summary>
    public bool FallbackAllowed { get; init; }
    /// <summary>A tap up to here needs no PIN; ¥1,000 since June 2018, a parameter all the same.</summary>
    public Money ContactlessLimit { get; init; } = Money.Fen(100_000);
    public Language Language { get; init; } = Language.Chinese;
    /// <summary>Where a receipt's code leads: this, then the token.</summary>
    public string ReceiptAddress { get; init; } = "/r/";
    public string Tpdu { get; init; } = "6000030000";
    public string Header { get; init; } = "603100310000";
}

/// <summary>What a till has in its hands.</summary>
public sealed record TillDevices
{
    public required IReader Reader { get; init; }
    public required IKeypad Keypad { get; init; }
    public required IPrinter Printer { get; init; }
    /// <summary>The ways to the switch, the best first.</summary>
    public required IReadOnlyList<ILine> Lines { get; init; }
    /// <summary>How a line is probed hop by hop; dialling alone when it is left out.</summary>
    public ILineProbe? Probe { get; init; }
    /// <summary>Payment by a code on the customer display; impossible when it is left out.</summary>
    public IWallet? Wallet { get; init; }
}
