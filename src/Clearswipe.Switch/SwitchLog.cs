using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Cases;
using Clearswipe.Switch.Settlements;
using Clearswipe.Vocabulary;
using Clearswipe.Wire;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch;

/// <summary>What the switch writes into the log (2100 to 2199); never a card number.</summary>
static partial class SwitchLog
{
    [LoggerMessage(2100, LogLevel.Warning, "A terminal's link sent what cannot be answered and is closed: {Fault}")]
    public static partial void BadTerminalBytes(ILogger log, WireFault fault);

    [LoggerMessage(2101, LogLevel.Error, "A terminal's link is dropped")]
    public static partial void TerminalLinkFailed(ILogger log, Exception failure);

    [LoggerMessage(2102, LogLevel.Warning, "Terminal {Terminal}: {Type} {Trace} answered {Code}: {Reason}")]
    public static partial void Refused(
        ILogger log, string terminal, string type, string trace, ResponseCode code, string reason);

    [LoggerMessage(2103, LogLevel.Information, "Terminal {Terminal} signed on")]
    public static partial void SignedOn(ILogger log, TerminalId terminal);

    [LoggerMessage(2104, LogLevel.Warning, "Acquirer {Acquirer}: {Type} {Trace} answered {Code}: {Reason}")]
    public static partial void HostRefused(
        ILogger log, string acquirer, string type, string trace, ResponseCode code, string reason);

    [LoggerMessage(2105, LogLevel.Warning, "Acquirer {Acquirer}: what a link sent cannot be answered: {Fault}")]
    public static partial void BadHostBytes(ILogger log, string acquirer, WireFault fault);

    [LoggerMessage(2106, LogLevel.Error, "Acquirer {Acquirer}: a link is dropped")]
    public static partial void HostLinkFailed(ILogger log, string acquirer, Exception failure);

    [LoggerMessage(2107, LogLevel.Warning, "A terminal's link is closed: {Reason}")]
    public static partial void TerminalLinkBroke(ILogger log, string reason);

    [LoggerMessage(2108, LogLevel.Warning, "Acquirer {Acquirer}: a link is closed: {Reason}")]
    public static partial void HostLinkBroke(ILogger log, string acquirer, string reason);

    [LoggerMessage(2109, LogLevel.Warning,
        "The wall clock was moved by {By}: waits go by the steady clock and notice nothing; dates follow it")]
    public static partial void ClockMoved(ILogger log, TimeSpan by);

    [LoggerMessage(2110, LogLevel.Information, "Issuer {Issuer}: link {Link} is up")]
    public static partial void LinkUp(ILogger log, IssuerId issuer, string link);

    [LoggerMessage(2111, LogLevel.Warning, "Issuer {Issuer} is not reached; first broken hop: {Hop}")]
    public static partial void RouteDown(ILogger log, IssuerId issuer, Hop hop);

    [LoggerMessage(2112, LogLevel.Information, "Issuer {Issuer}: dialling link {Link} failed at {Hop}: {Reason}")]
    public static partial void DialFailed(ILogger log, IssuerId issuer, string link, Hop hop, string reason);

    [LoggerMessage(2113, LogLevel.Warning,
        "Issuer {Issuer}: on link {Link} {Count} echoes were not answered; it is dialled again")]
    public static partial void EchoesMissed(ILogger log, IssuerId issuer, string link, int count);

    [LoggerMessage(2114, LogLevel.Error, "Issuer {Issuer}: link {Link} is dropped")]
    public static partial void LinkFailed(ILogger log, IssuerId issuer, string link, Exception failure);

    [LoggerMessage(2115, LogLevel.Warning, "Issuer {Issuer}: dropped a message that cannot be read: {Fault}")]
    public static partial void BadIssuerBytes(ILogger log, IssuerId issuer, WireFault fault);

    [LoggerMessage(2116, LogLevel.Warning, "Issuer {Issuer}: the MAC of {Type} {Trace} does not fit")]
    public static partial void IssuerMacWrong(ILogger log, IssuerId issuer, string type, string? trace);

    [LoggerMessage(2117, LogLevel.Warning, "Issuer {Issuer}: {Type} for {Attempt} came late, in state {State}")]
    public static partial void LateAnswer(
        ILogger log, IssuerId issuer, string type, AttemptId attempt, AttemptState state);

    [LoggerMessage(2118, LogLevel.Warning, "Issuer {Issuer}: {Type} {Trace} answers nothing that was asked")]
    public static partial void StrangeAnswer(ILogger log, IssuerId issuer, string type, string? trace);

    [LoggerMessage(2119, LogLevel.Error, "Attempt {Attempt}: forwarding failed; it is to be reversed")]
    public static partial void ForwardingFailed(ILogger log, AttemptId attempt, Exception failure);

    [LoggerMessage(2120, LogLevel.Information, "Attempt {Attempt} is reversed")]
    public static partial void Reversed(ILogger log, AttemptId attempt);

    [LoggerMessage(2123, LogLevel.Information, "Advice {Attempt} is answered {Code}")]
    public static partial void AdviceAnswered(ILogger log, AttemptId attempt, ResponseCode code);

    [LoggerMessage(2124, LogLevel.Warning, "Issuer {Issuer}: link {Link} is down; first broken hop: {Hop}")]
    public static partial void LinkDown(ILogger log, IssuerId issuer, string link, Hop hop);

    [LoggerMessage(2125, LogLevel.Warning,
        "Issuer {Issuer}: on link {Link} {Count} sales in a row were not answered; it rests until an echo is")]
    public static partial void LinkRests(ILogger log, IssuerId issuer, string link, int count);

    [LoggerMessage(2126, LogLevel.Information,
        "Issuer {Issuer} is in maintenance until {Until}: sales are answered 91, reversals and advices wait")]
    public static partial void MaintenanceBegan(ILogger log, IssuerId issuer, DateTimeOffset until);

    [LoggerMessage(2127, LogLevel.Information, "Issuer {Issuer}: maintenance is over")]
    public static partial void MaintenanceEnded(ILogger log, IssuerId issuer);

    [LoggerMessage(2130, LogLevel.Warning, "Batch not balanced: {Attempt}: {Reason}")]
    public static partial void DiffersFromTerminal(ILogger log, AttemptId attempt, DifferenceReason reason);

    [LoggerMessage(2131, LogLevel.Information, "Issuer {Issuer}: {Day} is settled; balanced: {IsBalanced}")]
    public static partial void DaySettled(ILogger log, IssuerId issuer, string day, bool isBalanced);

    [LoggerMessage(2132, LogLevel.Error, "Issuer {Issuer}: {Day} is not balanced: {Rrn}: {Reason}")]
    public static partial void DiffersFromIssuer(
        ILogger log, IssuerId issuer, string day, string rrn, DifferenceReason reason);

    [LoggerMessage(2133, LogLevel.Error, "Issuer {Issuer}: settling failed and is tried again")]
    public static partial void SettlingFailed(ILogger log, IssuerId issuer, Exception failure);

    [LoggerMessage(2121, LogLevel.Warning, "Attempt {Attempt}: reversal not ended ({Answer}); it is sent again")]
    public static partial void ReversalNotEnded(ILogger log, AttemptId attempt, string answer);

    [LoggerMessage(2122, LogLevel.Error, "Attempt {Attempt}: telling its issuer failed and is tried again")]
    public static partial void RepeatFailed(ILogger log, AttemptId attempt, Exception failure);

    [LoggerMessage(2128, LogLevel.Error, "What {Issuer} must hear could not be read; it is tried again")]
    public static partial void RepeatsNotRead(ILogger log, IssuerId issuer, Exception failure);

    [LoggerMessage(2140, LogLevel.Error, "Case opened: {Kind} {Subject}: {Reason}")]
    public static partial void CaseOpened(ILogger log, CaseKind kind, string subject, string reason);

    [LoggerMessage(2141, LogLevel.Information, "Case closed: {Kind} {Subject}: {Evidence}")]
    public static partial void CaseClosed(ILogger log, CaseKind kind, string subject, string evidence);

    [LoggerMessage(2142, LogLevel.Error, "Looking for cases failed and is tried again")]
    public static partial void CasesNotLookedAt(ILogger log, Exception failure);

    [LoggerMessage(2160, LogLevel.Information, "Node {Name} joined under version {Version}")]
    public static partial void NodeJoined(ILogger log, string name, long version);

    [LoggerMessage(2161, LogLevel.Critical,
        "Node {Name}: its version {Version} was taken over by another node. It writes nothing more and ends")]
    public static partial void NodeFenced(ILogger log, string name, long version);

    [LoggerMessage(2162, LogLevel.Warning,
        "Node {Name}, version {Version}, is silent: its open work is taken over, {Count} attempts are to be reversed")]
    public static partial void NodeTakenOver(ILogger log, string name, long version, int count);

    [LoggerMessage(2163, LogLevel.Error, "This node's beat failed; it beats again")]
    public static partial void NodeBeatFailed(ILogger log, Exception failure);

    [LoggerMessage(2164, LogLevel.Error, "The next block of numbers could not be fetched; it is tried again")]
    public static partial void NumbersNotFetched(ILogger log, Exception failure);
}
