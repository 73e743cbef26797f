using Clearswipe.Vocabulary;
using Clearswipe.Wire;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Issuer;

/// <summary>What the issuer writes into the log (2000 to 2099); never a card number.</summary>
static partial class IssuerLog
{
    [LoggerMessage(2000, LogLevel.Warning, "Issuer {Issuer}: dropped a message that cannot be read: {Fault}")]
    public static partial void BadBytes(ILogger log, IssuerId issuer, WireFault fault);

    [LoggerMessage(2001, LogLevel.Warning, "Issuer {Issuer}: the link sent what is no frame and is closed: {Fault}")]
    public static partial void BadFrame(ILogger log, IssuerId issuer, WireFault fault);

    [LoggerMessage(2002, LogLevel.Warning, "Issuer {Issuer}: no message of type {Type} is served here")]
    public static partial void UnknownType(ILogger log, IssuerId issuer, string type);

    [LoggerMessage(2003, LogLevel.Warning, "Issuer {Issuer}: a {Type} without what names it is not answered")]
    public static partial void NoNumbers(ILogger log, IssuerId issuer, string type);

    [LoggerMessage(2004, LogLevel.Warning, "Issuer {Issuer}: the MAC of {Type} {Trace} does not fit")]
    public static partial void MacWrong(ILogger log, IssuerId issuer, string type, string? trace);

    [LoggerMessage(2005, LogLevel.Error, "Issuer {Issuer}: a link is dropped")]
    public static partial void LinkFailed(ILogger log, IssuerId issuer, Exception failure);

    [LoggerMessage(2006, LogLevel.Warning, "Issuer {Issuer}: a link is closed: {Reason}")]
    public static partial void LinkBroke(ILogger log, IssuerId issuer, string reason);

    [LoggerMessage(2007, LogLevel.Warning,
        "Issuer {Issuer}: the wall clock was moved by {By}: no PIN try and no limit comes back by it")]
    public static partial void ClockMoved(ILogger log, IssuerId issuer, TimeSpan by);
}
