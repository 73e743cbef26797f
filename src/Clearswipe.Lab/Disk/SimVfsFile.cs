using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Clearswipe.Lab.Disk;

/// <summary>
/// An open file as SQLite's table of methods, version 2: with locks and with the shared memory of a log's index, so
/// that the writer and the readers of one process work on it as they do on a real file.
/// </summary>
static unsafe class SimVfsFile
{
    private const int PowersafeOverwrite = 0x1000;      // SQLITE_IOCAP_POWERSAFE_OVERWRITE
    private const int SlotsUnlocked = 1;                // SQLITE_SHM_UNLOCK
    private const int SlotsAlone = 8;                   // SQLITE_SHM_EXCLUSIVE

    private static readonly Methods* Table = NewTable();

    /// <summary>Makes what SQLite holds of a file: the methods, and behind them our own object.</summary>
    public static void Fill(Native* into, OpenFile file)
    {
        into->Ours = GCHandle.ToIntPtr(GCHandle.Alloc(file));
        into->Methods = Table;
    }

    private static Methods* NewTable()
    {
        var table = (Methods*)NativeMemory.AllocZeroed((nuint)sizeof(Methods));
        table->Version = 2;
        table->Close = &Close;
        table->Read = &Read;
        table->Write = &Write;
        table->Truncate = &Truncate;
        table->Sync = &Sync;
        table->Size = &Size;
        table->Lock = &Lock;
        table->Unlock = &Unlock;
        table->IsReserved = &IsReserved;
        table->Control = &Control;
        table->SectorSize = &SectorSize;
        table->Characteristics = &Characteristics;
        table->ShmMap = &ShmMap;
        table->ShmLock = &ShmLock;
        table->ShmBarrier = &ShmBarrier;
        table->ShmUnmap = &ShmUnmap;
        return table;
    }

    private static OpenFile FileOf(Native* file) => Unsafe.As<OpenFile>(GCHandle.FromIntPtr(file->Ours).Target!);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(Native* file)
    {
        FileOf(file).Close();
        GCHandle.FromIntPtr(file->Ours).Free();
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(Native* file, byte* into, int count, long offset) =>
        FileOf(file).Read(new Span<byte>(into, count), offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(Native* file, byte* bytes, int count, long offset) =>
        FileOf(file).Write(new ReadOnlySpan<byte>(bytes, count), offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(Native* file, long length) => FileOf(file).Truncate(length);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(Native* file, int flags) => FileOf(file).Sync();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(Native* file, long* length)
    {
        *length = FileOf(file).Length;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(Native* file, int wanted)
    {
        var open = FileOf(file);
        return (FileLock)wanted <= open.Lock || open.Sharing.TryLock(open, (FileLock)wanted)
            ? SqliteCode.Ok
            : SqliteCode.Busy;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(Native* file, int wanted)
    {
        FileOf(file).Lock = (FileLock)wanted;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int IsReserved(Native* file, int* isReserved)
    {
        *isReserved = FileOf(file).Sharing.IsReserved ? 1 : 0;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Control(Native* file, int operation, void* argument) => SqliteCode.NotFound;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(Native* file) => SimFile.Sector;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Characteristics(Native* file) => PowersafeOverwrite;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmMap(Native* file, int region, int size, int mayExtend, void** into)
    {
        *into = (void*)FileOf(file).Sharing.Region(region, size, mayExtend != 0);
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmLock(Native* file, int first, int count, int flags)
    {
        var open = FileOf(file);
        var slots = ((1 << count) - 1) << first;
        if ((flags & SlotsUnlocked) == 0)
            return open.Sharing.TryLockSlots(open, slots, (flags & SlotsAlone) != 0) ? SqliteCode.Ok : SqliteCode.Busy;
        open.SlotsAlone &= ~slots;
        open.SlotsShared &= ~slots;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ShmBarrier(Native* file) => Thread.MemoryBarrier();

    // The memory goes with the last who closes the file.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmUnmap(Native* file, int deletes)
    {
        var open = FileOf(file);
        (open.SlotsAlone, open.SlotsShared) = (0, 0);
        return SqliteCode.Ok;
    }

    /// <summary>sqlite3_file of sqlite3.h, and behind it a handle of our object.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Native
    {
        public Methods* Methods;
        public nint Ours;
    }

    /// <summary>sqlite3_io_methods of sqlite3.h, version 2.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Methods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<Native*, int> Close;
        public delegate* unmanaged[Cdecl]<Native*, byte*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<Native*, byte*, int, long, int> Write;
        public delegate* unmanaged[Cdecl]<Native*, long, int> Truncate;
        public delegate* unmanaged[Cdecl]<Native*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<Native*, long*, int> Size;
        public delegate* unmanaged[Cdecl]<Native*, int, int> Lock;
        public delegate* unmanaged[Cdecl]<Native*, int, int> Unlock;
        public delegate* unmanaged[Cdecl]<Native*, int*, int> IsReserved;
        public delegate* unmanaged[Cdecl]<Native*, int, void*, int> Control;
        public delegate* unmanaged[Cdecl]<Native*, int> SectorSize;
        public delegate* unmanaged[Cdecl]<Native*, int> Characteristics;
        public delegate* unmanaged[Cdecl]<Native*, int, int, int, void**, int> ShmMap;
        public delegate* unmanaged[Cdecl]<Native*, int, int, int, int> ShmLock;
        public delegate* unmanaged[Cdecl]<Native*, void> ShmBarrier;
        public delegate* unmanaged[Cdecl]<Native*, int, int> ShmUnmap;
    }
}
