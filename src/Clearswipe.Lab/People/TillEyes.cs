using Clearswipe.Counter.Sales;

namespace Clearswipe.Lab.People;

/// <summary>Somebody who looks at a till's screen and waits for it to change.</summary>
static class TillEyes
{
    /// <summary>The next view after this version, or the one that stands when the patience is over.</summary>
    public static async Task<TillView> Next(this Till till, long version, TimeSpan patience, TimeProvider time)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Tell() => changed.TrySetResult();
        till.Changed += Tell;
        try
        {
            if (till.View.Version <= version)
                await FirstOf(changed.Task, patience, time);
            return till.View;
        }
        finally
        {
            till.Changed -= Tell;
        }
    }

    /// <summary>Looks until the fact holds; whether it came to hold.</summary>
    public static async Task<bool> Until(
        this Till till, Func<TillView, bool> fact, TimeSpan patience, TimeProvider time)
    {
        var until = time.GetTimestamp() + (long)(patience.TotalSeconds * time.TimestampFrequency);
        var view = till.View;
        while (!fact(view))
        {
            var left = time.GetElapsedTime(time.GetTimestamp(), until);
            if (left <= TimeSpan.Zero)
                return false;
            view = await till.Next(view.Version, left, time);
        }

        return true;
    }

    private static async Task FirstOf(Task promise, TimeSpan patience, TimeProvider time)
    {
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(Await(promise), Task.Delay(patience, time, enough.Token));
        enough.Cancel();
    }

    // A promise that goes on by itself must be awaited by a method: see the README on replay.
    private static async Task Await(Task promise) => await promise;
}
