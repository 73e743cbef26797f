using System.Runtime.InteropServices;

namespace Clearswipe.Remedy.Fleet;

/// <summary>
/// One scope, with the requests under way: how long one has no answer is evidence long before anybody gives it up. The
/// sum goes in the order in which the requests left, so that a burst of young ones behind an answer is no outage.
/// </summary>
sealed class ScopeWatch(FleetScope scope, double usual)
{
    private const int MostUnderWay = 64;

    // Requests under way are looked at over and over, and their weights come in small steps: no sum leaps over the mark
    // as it does with whole failures, so the mark is higher. Four silent cards reach it.
    private const double AlarmUnderWay = 17.5;

    // Before nine of ten answers would have come, no answer is no news.
    private const double IsYoung = 0.1;

    // What was seen an hour ago says a quarter of what it said then: outages end, and most end soon.
    private const double HalfLifeMinutes = 30;

    private readonly ScopeSum _sum = new(usual);
    private readonly AnswerTimes _times = new();

    // From the oldest that is still open.
    private readonly List<Request> _requests = [];
    private DateTimeOffset _seenAt;

    private enum Fate : byte
    {
        Open,
        Answered,
        Failed,
    }

    public void Sent(long request, string card, DateTimeOffset at)
    {
        _seenAt = at;
        if (_sum.Remembers(card) || IsUnderWay(card))
            return;
        Append(new Request(request, card, at, Fate.Open));
    }

    public void Answered(long request, DateTimeOffset at)
    {
        _seenAt = at;
        var place = Find(request);
        if (place >= 0)
            _times.Heard(at - _requests[place].SentAt);
        End(place, new Request(request, "", at, Fate.Answered));
    }

    public void Failed(long request, string card, DateTimeOffset at)
    {
        _seenAt = at;
        End(Find(request), new Request(request, card, at, Fate.Failed));
    }

    public FleetAlarm? Look(DateTimeOffset now)
    {
        var ratio = LogRatio(now, without: null);
        return !_sum.IsAlarmed && ratio < AlarmUnderWay
            ? null
            : new FleetAlarm(scope, Since(), _sum.CardsHurt + Silent(now), ratio);
    }

    /// <summary>Log P(seen | fails) / P(seen | well), as it would be had one card not been seen.</summary>
    public double LogRatio(DateTimeOffset now, string? without)
    {
        Span<double> sums = stackalloc double[ScopeSum.Ways];
        _sum.CopyTo(sums, without);
        foreach (ref readonly var request in CollectionsMarshal.AsSpan(_requests))
        {
            if (request.Fate == Fate.Answered)
                _sum.AddAnswer(sums);
            else if (request.Card == without)
                continue;
            else if (request.Fate == Fate.Failed)
                _sum.AddFailure(sums);
            else if (_times.Slower(now - request.SentAt) is < IsYoung and var slower)
                _sum.AddSilent(sums, slower);
        }

        return ScopeSum.Largest(sums);
    }

    /// <summary>The same, as much of it as still counts.</summary>
    public double Faded(DateTimeOffset now, string? without) =>
        LogRatio(now, without) * double.Exp2(-Math.Max(0, (now - _seenAt).TotalMinutes) / HalfLifeMinutes);

    private DateTimeOffset Since() =>
        _sum.CardsHurt > 0 || _requests.Count == 0 ? _sum.Since : _requests[0].SentAt;

    private int Silent(DateTimeOffset now)
    {
        var silent = 0;
        foreach (ref readonly var request in CollectionsMarshal.AsSpan(_requests))
            silent += IsHurt(request, now) ? 1 : 0;
        return silent;
    }

    private bool IsHurt(in Request request, DateTimeOffset now) =>
        request.Fate == Fate.Failed
            || (request.Fate == Fate.Open && _times.Slower(now - request.SentAt) < IsYoung);

    // What left so long ago that it is not remembered stands where it ended: not before answers that wait here.
    private void End(int place, Request ended)
    {
        if (place < 0)
            Append(ended);
        else
            CollectionsMarshal.AsSpan(_requests)[place].Fate = ended.Fate;
        Settle();
    }

    private void Append(Request request)
    {
        if (_requests.Count == MostUnderWay)
        {
            _requests.RemoveAt(0);
            Settle();
        }

        _requests.Add(request);
    }

    private void Settle()
    {
        var settled = 0;
        foreach (ref readonly var request in CollectionsMarshal.AsSpan(_requests))
        {
            if (request.Fate == Fate.Open)
                break;
            if (request.Fate == Fate.Answered)
                _sum.Answered();
            else
                _sum.Failed(request.Card, request.SentAt);
            settled++;
        }

        _requests.RemoveRange(0, settled);
    }

    private bool IsUnderWay(string card)
    {
        foreach (ref readonly var request in CollectionsMarshal.AsSpan(_requests))
            if (request.Fate != Fate.Answered && request.Card == card)
                return true;
        return false;
    }

    private int Find(long number)
    {
        var requests = CollectionsMarshal.AsSpan(_requests);
        for (var i = 0; i < requests.Length; i++)
            if (requests[i].Number == number)
                return i;
        return -1;
    }

    private record struct Request(long Number, string Card, DateTimeOffset SentAt, Fate Fate);
}
