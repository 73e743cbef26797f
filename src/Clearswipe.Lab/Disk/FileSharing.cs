using System.Runtime.InteropServices;

namespace Clearswipe.Lab.Disk;

/// <summary>
/// What those who have a file open share while they have it open: its locks, and the memory that SQLite keeps the
/// index of its log in. The last one who leaves takes the memory along, as a dying process does.
/// </summary>
sealed class FileSharing
{
    public const int SharedLocks = 8;

    private readonly List<OpenFile> _holders = [];
    private readonly List<nint> _regions = [];

    public void Join(OpenFile file) => _holders.Add(file);

    public void Leave(OpenFile file)
    {
        _holders.Remove(file);
        if (_holders.Count == 0)
            FreeRegions();
    }

    /// <summary>Raises the lock of one holder; false when another is in its way.</summary>
    public bool TryLock(OpenFile file, FileLock wanted)
    {
        var others = OthersOf(file);
        switch (wanted)
        {
            case FileLock.Shared when others >= FileLock.Pending:
            case FileLock.Reserved when others >= FileLock.Reserved:
            case FileLock.Exclusive when others >= FileLock.Reserved:
                return false;
            case FileLock.Exclusive when others == FileLock.Shared:
                file.Lock = FileLock.Pending;       // no new reader comes in; those that read may finish
                return false;
            default:
                file.Lock = wanted;
                return true;
        }
    }

    public bool IsOpen => _holders.Count > 0;

    public bool IsReserved => _holders.Any(holder => holder.Lock >= FileLock.Reserved);

    /// <summary>Locks slots of the shared memory, alone or with others; false when another is in the way.</summary>
    public bool TryLockSlots(OpenFile file, int slots, bool alone)
    {
        foreach (var other in _holders)
        {
            if (other != file && (((other.SlotsAlone | (alone ? other.SlotsShared : 0)) & slots) != 0))
                return false;
        }

        if (alone)
            file.SlotsAlone |= slots;
        else
            file.SlotsShared |= slots;
        return true;
    }

    /// <summary>A region of the shared memory, or zero when there is none and none is wanted.</summary>
    public unsafe nint Region(int number, int size, bool make)
    {
        while (make && _regions.Count <= number)
            _regions.Add((nint)NativeMemory.AllocZeroed((nuint)size));
        return number < _regions.Count ? _regions[number] : 0;
    }

    private FileLock OthersOf(OpenFile file)
    {
        var highest = FileLock.None;
        foreach (var other in _holders)
        {
            if (other != file && other.Lock > highest)
                highest = other.Lock;
        }

        return highest;
    }

    private unsafe void FreeRegions()
    {
        foreach (var region in _regions)
            NativeMemory.Free((void*)region);
        _regions.Clear();
    }
}

/// <summary>SQLite's locks of a file, in its own order and numbers.</summary>
enum FileLock
{
    None,
    Shared,
    Reserved,
    Pending,
    Exclusive,
}
