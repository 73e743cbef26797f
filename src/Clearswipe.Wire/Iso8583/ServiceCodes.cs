using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Iso8583;

/// <summary>
/// How a message says which service it asks for: its type, field 3 (processing code), field 25 (condition) and, from
/// terminals of the UnionPay family, 60.1 (kind of transaction). A row says all four; a message that mixes rows asks
/// for nothing that there is.
/// </summary>
/// <param name="Service">The service.</param>
/// <param name="Type">The type of its request.</param>
/// <param name="Processing">Field 3.</param>
/// <param name="Condition">Field 25.</param>
/// <param name="Kind">Field 60.1.</param>
public sealed record ServiceCodes(Service Service, string Type, string Processing, string Condition, string Kind)
{
    private const int KindLength = 2;

    private static readonly ServiceCodes[] Rows =
    [
        new(Service.Sale, "0200", "000000", "00", "22"),
        new(Service.Void, "0200", "200000", "00", "23"),
        new(Service.Refund, "0220", "200000", "00", "25"),
        new(Service.PreAuthorisation, "0100", "030000", "06", "10"),
        new(Service.PreAuthorisationVoid, "0100", "200000", "06", "11"),
        new(Service.Completion, "0200", "000000", "06", "20"),
        new(Service.CompletionVoid, "0200", "200000", "06", "21"),
        new(Service.CompletionNotice, "0220", "000000", "06", "24"),
        new(Service.SaleNotice, "0220", "000000", "00", "22"),
        new(Service.Balance, "0200", "310000", "00", "01"),
        new(Service.ScriptResult, "0620", "000000", "00", "00"),
    ];

    /// <summary>The codes of a service.</summary>
    public static ServiceCodes Of(Service service) => Array.Find(Rows, row => row.Service == service)
        ?? throw new InvariantException("each service has its codes");

    /// <summary>What a terminal asks for; null when its codes fit no service.</summary>
    public static Service? AskedByTerminal(Message message) => message.Type == "0620"
        ? Service.ScriptResult
        : Find(message, row => message.Text(60) is { Length: >= KindLength } kind
            && kind.StartsWith(row.Kind, StringComparison.Ordinal));

    /// <summary>What the switch asks an issuer for; null when its codes fit no service.</summary>
    public static Service? AskedOfIssuer(Message message) => Find(message, _ => true);

    /// <summary>
    /// Which service a reversal undoes: it repeats the codes of its original under a type of its own, and field 90
    /// begins with its original's. Null when its codes fit none.
    /// </summary>
    public static Service? AskedByReversal(Message reversal) => Array.Find(
        Rows, row => row.Service.IsReversible() && row.Processing == reversal.Text(3)
            && row.Condition == (reversal.Text(25) ?? "00")
            && Begins(reversal.Text(60), row.Kind) && Begins(reversal.Text(90), row.Type))?.Service;

    /// <summary>Whether requests of this type ask something of a card.</summary>
    public static bool AsksOfCard(string type) => Array.Exists(Rows, row => row.Type == type);

    private static bool Begins(string? text, string start) =>
        text is null || text.StartsWith(start, StringComparison.Ordinal);

    // A terminal that leaves the condition out means the ordinary one; a completion never does.
    private static Service? Find(Message message, Predicate<ServiceCodes> fits) => Array.Find(
        Rows, row => row.Type == message.Type && row.Processing == message.Text(3)
            && row.Condition == (message.Text(25) ?? "00") && fits(row))?.Service;
}
