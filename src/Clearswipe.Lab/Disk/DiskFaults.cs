namespace Clearswipe.Lab.Disk;

/// <summary>What is wrong with a disk, until it is changed.</summary>
public sealed record DiskFaults
{
    public static readonly DiskFaults None = new();

    /// <summary>
    /// A sync fails, and what it should have kept is forgotten: it is still read, but no later sync keeps it, as Linux
    /// does with pages whose writing back failed.
    /// </summary>
    public bool SyncFails { get; init; }

    /// <summary>A sync says that it was done and keeps nothing, as a drive with a volatile cache does.</summary>
    public bool LiesAboutSync { get; init; }

    /// <summary>Bytes that all files together may have.</summary>
    public long Capacity { get; init; } = long.MaxValue;
}
