namespace Clearswipe.Store;

/// <summary>
/// A commit failed, so nobody knows what the disk kept. Nothing more is written until the store is opened again: a till
/// that cannot remember takes no cards.
/// </summary>
public sealed class StoreBrokenException(Exception cause)
    : Exception("The store could not make its writes durable and takes no more until it is opened again.", cause);

/// <summary>The database was not reached in time. Of this write nothing was done.</summary>
public sealed class StoreUnreachableException(Exception cause)
    : Exception("The database cannot be reached; nothing was written.", cause);

/// <summary>
/// The answer to a commit was lost, and the database was not reached to ask for it: the write is durable or not, and
/// nobody knows. What was to follow from it does not follow; its key is looked up before it is tried again.
/// </summary>
public sealed class StoreUnknownException(Exception cause)
    : Exception("The answer to a commit was lost: look its key up to know whether it was written.", cause);

/// <summary>The server is set up so that it acknowledges what it may lose.</summary>
public sealed class StoreUnsafeException(string setting)
    : Exception($"The server has {setting} off: what it acknowledges, a power cut may take back.");

/// <summary>This writer's lease is over: another has taken its place, and it writes nothing more.</summary>
public sealed class StoreFencedException()
    : Exception("This writer's lease is over: another has taken its place, and nothing more is written here.");

/// <summary>The file's migrations are not those of this program: it is newer, or its history is another one.</summary>
public sealed class MigrationException(string reason, Exception? cause = null) : Exception(reason, cause);
