using Clearswipe.Vault;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;
using Microsoft.Extensions.Logging;

namespace Clearswipe.Switch.Routes;

/// <summary>The way to one issuer, over one link or several: what is asked, and what comes back unasked.</summary>
sealed class Route
{
    private static readonly TimeSpan AnnouncedAhead = TimeSpan.FromHours(1);

    private readonly KeyVault _vault;
    private readonly Surroundings _surroundings;
    private readonly IWitness _witness;
    private readonly ILogger _log;
    private readonly IssuerLink[] _links;
    private readonly LinkChoice _choice;

    public Route(
        RouteSettings settings, KeyVault vault, Surroundings surroundings, IWitness witness, ILogger log)
    {
        (Settings, _vault, _surroundings, _witness, _log) = (settings, vault, surroundings, witness, log);
        _links = [.. settings.Lines.Select(line => new IssuerLink(line.Name, settings.Dialect, surroundings))];
        _choice = new LinkChoice(_links, settings.Order);
        foreach (var link in _links)
            link.Tripped += Rests;
    }

    /// <summary>An answer with a good MAC that nobody waits for.</summary>
    public event Func<IssuerId, Message, Task>? Strayed;

    /// <summary>It may be asked again, or over one more link.</summary>
    public event Action? CameUp;

    public RouteSettings Settings { get; }

    /// <summary>As many as there are lines, in their order.</summary>
    public IReadOnlyList<IssuerLink> Links => _links;

    /// <summary>Whether it may be asked: a link is well, and the issuer is not closed for maintenance.</summary>
    public bool IsUp => HasLink && ClosedUntil is null;

    /// <summary>The end of the maintenance that goes on now.</summary>
    public DateTimeOffset? ClosedUntil
    {
        get
        {
            // Asked for every sale: most issuers have none, and then no clock is looked at.
            for (var i = 0; i < Settings.Maintenance.Count; i++)
            {
                var now = _surroundings.LocalNow;
                if (Settings.Maintenance[i].Next(now) is var (from, until) && from <= now)
                    return until;
            }

            return null;
        }
    }

    /// <summary>The maintenance that goes on or begins within the hour, for the terminals to know of.</summary>
    public Notice.Maintenance? Announced =>
        (from closure in Settings.Maintenance
         let next = closure.Next(_surroundings.LocalNow)
         where next is var (begins, _) && begins <= _surroundings.Now + AnnouncedAhead
         orderby next.Value.From
         select new Notice.Maintenance(Settings.Issuer, next.Value.From, next.Value.Until)).FirstOrDefault();

    /// <summary>None while a link is well: then it is closed, or up.</summary>
    public Hop BrokenHop => HasLink ? Hop.None : _links[0].BrokenHop;

    private bool HasLink
    {
        get
        {
            foreach (var link in _links)
                if (link.Usable is not null)
                    return true;
            return false;
        }
    }

    public RouteView View(int openReversals) => new(
        Settings.Issuer, IsUp, ClosedUntil, BrokenHop, openReversals, [.. _links.Select(link => link.View())]);

    /// <summary>
    /// Asks over one link, and waits for the answer as long as the switch may. What has left over it is never asked
    /// over another one.
    /// </summary>
    public Task<Exchange> Ask(Message request, string answerType) =>
        ClosedUntil is null && _choice.Next() is var (link, over)
            ? link.Ask(over, Signed(request), answerType, MatchKey.Of(request))
            : Task.FromResult<Exchange>(new Exchange.NotSent(BrokenHop));

    /// <summary>Takes what came over a link: an answer, or bytes that are none and harm nothing else.</summary>
    public async Task Hear(IssuerLink link, ReadOnlyMemory<byte> bytes)
    {
        if (Settings.Dialect.TryRead(bytes, out var answer) is { } fault)
            SwitchLog.BadIssuerBytes(_log, Settings.Issuer, fault);
        else if (answer.Type == "0810")
            link.Give(answer);
        else if (!MacFits(answer))
            DistrustMac(answer);
        else if (!link.Give(answer) && !GiveElsewhere(answer) && Strayed is { } strayed)
            await strayed(Settings.Issuer, answer);
    }

    /// <summary>A link is signed on, or has answered after a rest.</summary>
    public void Rise(IssuerLink link, ILink open)
    {
        link.Rise(open);
        SwitchLog.LinkUp(_log, Settings.Issuer, link.Name);
        SawWay(Hop.None);
        CameUp?.Invoke();
    }

    /// <summary>A link is gone; the hop is known when a dial failed at it.</summary>
    public void Fall(IssuerLink link, Hop? brokenHop = null)
    {
        if (link.Fall(brokenHop))
        {
            SwitchLog.LinkDown(_log, Settings.Issuer, link.Name, link.BrokenHop);
            SayWhenNoneIsLeft();
        }

        if (brokenHop is { } hop && !HasLink)
            SawWay(hop);
    }

    /// <summary>A maintenance is over.</summary>
    public void Reopen()
    {
        SwitchLog.MaintenanceEnded(_log, Settings.Issuer);
        CameUp?.Invoke();
    }

    // An issuer with several links may answer over another one than it was asked.
    private bool GiveElsewhere(Message answer)
    {
        foreach (var link in _links)
            if (link.Give(answer))
                return true;
        return false;
    }

    private void Rests(IssuerLink link)
    {
        SwitchLog.LinkRests(_log, Settings.Issuer, link.Name, CircuitBreaker.SilencesToTrip);
        SayWhenNoneIsLeft();
        if (!HasLink)
            SawWay(Hop.HostEcho);
    }

    private void SayWhenNoneIsLeft()
    {
        if (!HasLink)
            SwitchLog.RouteDown(_log, Settings.Issuer, BrokenHop);
    }

    // A bank that cannot be reached is known before its next card comes, and known to be back before anybody tries.
    private void SawWay(Hop brokenHop) => _witness.Saw(new Observation.LineProbed(
        _surroundings.Now, Settings.Issuer.Value, brokenHop, TimeSpan.Zero, brokenHop == Hop.None ? 0 : 1));

    private byte[] Signed(Message request) => Settings.Dialect.WriteSigned(
        request, (bytes, mac) => _vault.Macs.Write(Settings.MacKey, Settings.Mac, bytes, mac));

    private bool MacFits(Message answer) =>
        answer.Mac is { } mac
            && _vault.Macs.Fits(Settings.MacKey, Settings.Mac, answer.Signed.Span, mac.Span);

    private void DistrustMac(Message answer)
    {
        SwitchLog.IssuerMacWrong(_log, Settings.Issuer, answer.Type, answer.Text(11));
        _witness.Saw(new Observation.AnswerMacWrong(_surroundings.Now, Settings.Issuer.Value));
    }
}
