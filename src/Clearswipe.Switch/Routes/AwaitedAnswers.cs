using Clearswipe.Vocabulary;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Switch.Routes;

/// <summary>The requests that wait for an answer, by the answer's type and everything that it must repeat.</summary>
sealed class AwaitedAnswers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Type, MatchKey Key), TaskCompletionSource<Message?>> _awaited = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _awaited.Count;
        }
    }

    /// <summary>The task ends with the answer, or with null when there will be none.</summary>
    public TaskCompletionSource<Message?> Await(string type, MatchKey key)
    {
        var answer = new TaskCompletionSource<Message?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            Invariant.Holds(_awaited.TryAdd((type, key), answer), "a question is asked once at a time");
        return answer;
    }

    public void Forget(string type, MatchKey key)
    {
        lock (_gate)
            _awaited.Remove((type, key));
    }

    /// <summary>False when nobody waits for it: it is late, or it was never asked for.</summary>
    public bool Give(Message answer)
    {
        lock (_gate)
            return MatchKey.TryOf(answer, out var key)
                && _awaited.TryGetValue((answer.Type, key), out var awaited)
                && awaited.TrySetResult(answer);
    }

    /// <summary>The link is gone, and with it every answer that was to come over it.</summary>
    public void GiveUp()
    {
        lock (_gate)
            foreach (var awaited in _awaited.Values)
                awaited.TrySetResult(null);
    }
}
