namespace Clearswipe.Store;

/// <summary>
/// A commit failed, so nobody knows what the disk kept. Nothing more is written until the store is opened again: a till
/// that cannot remember takes no cards.
/// </summary>
public sealed class StoreBrokenException(Exception cause)
    : Exception("The store could not make its writes durable and takes no more until it is opened again.", cause);

/// <summary>The file's migrations are not those of this program: it is newer, or its history is another one.</summary>
public sealed class MigrationException(string reason, Exception? cause = null) : Exception(reason, cause);
