namespace Clearswipe.Lab.Disk;

/// <summary>
/// A file opened by one connection. It is dead once the power went: whoever still holds it reads and writes nothing.
/// </summary>
sealed class OpenFile
{
    private readonly SimDisk _disk;
    private readonly string? _name;
    private readonly SimFile _file;
    private readonly int _boot;
    private readonly bool _isDeletedOnClose;

    public OpenFile(SimDisk disk, string? name, SimFile file, bool isDeletedOnClose)
    {
        (_disk, _name, _file, _isDeletedOnClose) = (disk, name, file, isDeletedOnClose);
        _boot = disk.Boot;
        file.Sharing.Join(this);
    }

    public FileSharing Sharing => _file.Sharing;

    public FileLock Lock { get; set; }

    /// <summary>The slots of the shared memory that it holds for itself alone, a bit each.</summary>
    public int SlotsAlone { get; set; }

    /// <summary>The slots that it shares with other readers.</summary>
    public int SlotsShared { get; set; }

    public long Length => _file.Length;

    private bool IsDead => _boot != _disk.Boot;

    public int Read(Span<byte> into, long offset)
    {
        if (IsDead)
            return SqliteCode.ReadFailed;
        var count = _file.Read(into, offset);
        into[count..].Clear();
        return count == into.Length ? SqliteCode.Ok : SqliteCode.ReadShort;
    }

    public int Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (IsDead)
            return SqliteCode.WriteFailed;
        if (!_disk.HasRoom(Math.Max(0, offset + bytes.Length - _file.Length)))
            return SqliteCode.Full;
        _file.Write(bytes, offset);
        return _disk.Survives() ? SqliteCode.Ok : SqliteCode.WriteFailed;
    }

    public int Truncate(long length)
    {
        if (IsDead)
            return SqliteCode.TruncateFailed;
        _file.Truncate(length);
        return _disk.Survives() ? SqliteCode.Ok : SqliteCode.TruncateFailed;
    }

    // The power may go before a sync is done; what it had not reached is then decided by chance.
    public int Sync() =>
        !IsDead && _disk.Survives() && _disk.TrySync(_name, _file) ? SqliteCode.Ok : SqliteCode.SyncFailed;

    public void Close()
    {
        _file.Sharing.Leave(this);
        if (_isDeletedOnClose && _name is not null && !IsDead)
            _disk.Delete(_name, atOnce: false);
    }
}
