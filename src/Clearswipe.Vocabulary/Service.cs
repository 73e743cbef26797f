namespace Clearswipe.Vocabulary;

/// <summary>What is asked of a card: by a terminal of the switch, and by the switch of an issuer.</summary>
public enum Service
{
    Sale,
    /// <summary>Undoes a sale of the open batch, whole.</summary>
    Void,
    /// <summary>Gives back a sale, or a part of it, on a later day.</summary>
    Refund,
    /// <summary>Holds money that a completion will take.</summary>
    PreAuthorisation,
    PreAuthorisationVoid,
    /// <summary>Takes what was held, up to a little more.</summary>
    Completion,
    CompletionVoid,
    /// <summary>Tells of a completion that was made.</summary>
    CompletionNotice,
    /// <summary>Tells of a sale that was approved without the issuer.</summary>
    SaleNotice,
    Balance,
    /// <summary>Tells what the chip said to the issuer's script.</summary>
    ScriptResult,
}

/// <summary>On which side of a settlement a service counts.</summary>
public enum SettlementSide
{
    None,
    /// <summary>The card pays the merchant.</summary>
    Debit,
    /// <summary>The merchant pays the card.</summary>
    Credit,
}

/// <summary>What each service means for money. Rules of UnionPay POS; where none is named, ours.</summary>
public static class ServiceRules
{
    private static readonly IReadOnlyList<Service> Nothing = [];
    private static readonly IReadOnlyList<Service> Paid =
        [Service.Sale, Service.Completion, Service.CompletionNotice, Service.SaleNotice];

    private static readonly IReadOnlyList<Service> Asked =
        [Service.Sale, Service.PreAuthorisation, Service.Completion];

    private static readonly IReadOnlyList<Service> Held = [Service.PreAuthorisation];

    /// <summary>What its original may be; nothing when it has none.</summary>
    public static IReadOnlyList<Service> Originals(this Service service) => service switch
    {
        Service.Void => [Service.Sale],
        Service.CompletionVoid => [Service.Completion],
        Service.PreAuthorisationVoid or Service.Completion or Service.CompletionNotice => Held,
        Service.Refund => Paid,
        Service.ScriptResult => Asked,
        Service.Sale or Service.PreAuthorisation or Service.SaleNotice or Service.Balance => Nothing,
        _ => throw Unknown(),
    };

    /// <summary>Whether it may come without an original that we know.</summary>
    public static bool MayStandAlone(this Service service) =>
        service.Originals().Count == 0 || service is Service.Refund or Service.ScriptResult;

    /// <summary>Whether it names an amount.</summary>
    public static bool HasAmount(this Service service) => service is not (Service.Balance or Service.ScriptResult);

    /// <summary>Whether it undoes its original: amount and card must be those of it.</summary>
    public static bool IsVoid(this Service service) =>
        service is Service.Void or Service.PreAuthorisationVoid or Service.CompletionVoid;

    /// <summary>Whether it takes what its original held.</summary>
    public static bool IsCompletion(this Service service) => service is Service.Completion or Service.CompletionNotice;

    /// <summary>Whether it is repeated until the issuer has heard it, and never reversed.</summary>
    public static bool IsAdvice(this Service service) => service == Service.Refund || service.IsNotice();

    /// <summary>Whether it tells of what has happened: the terminal need not wait for the issuer.</summary>
    public static bool IsNotice(this Service service) =>
        service is Service.CompletionNotice or Service.SaleNotice or Service.ScriptResult;

    /// <summary>Whether silence about it is reversed: it may have moved money or held it.</summary>
    public static bool IsReversible(this Service service) => !service.IsAdvice() && service != Service.Balance;

    /// <summary>On which side of its batch it counts.</summary>
    public static SettlementSide Side(this Service service) => service switch
    {
        Service.Sale or Service.Completion or Service.CompletionNotice or Service.SaleNotice => SettlementSide.Debit,
        Service.Void or Service.CompletionVoid or Service.Refund => SettlementSide.Credit,
        Service.PreAuthorisation or Service.PreAuthorisationVoid or Service.Balance or Service.ScriptResult =>
            SettlementSide.None,
        _ => throw Unknown(),
    };

    private static InvariantException Unknown() => new("a service is one of the eleven");
}
