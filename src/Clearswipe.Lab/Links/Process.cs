namespace Clearswipe.Lab.Links;

/// <summary>Starts work in a process of the world; in real time that is the pool.</summary>
static class Process
{
    public static void Start(SynchronizationContext? process, Func<Task> work)
    {
        if (process is not null)
        {
            process.Post(_ => _ = work(), null);
            return;
        }

        // In real time the work must not be bound to the page or test that began it.
        var caller = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _ = work();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(caller);
        }
    }
}
