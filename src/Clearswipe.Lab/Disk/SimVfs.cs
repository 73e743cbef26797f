using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Disk;

/// <summary>
/// The simulated disks as SQLite's virtual file system: registered once a process beside the real one, and found by
/// its name in a file's URI. The first folder of a path is the number of the disk.
/// </summary>
static unsafe partial class SimVfs
{
    public const string Name = "clearswipe-lab";

    private const int LongestPath = 256;
    private const int MayCreate = 0x4;              // SQLITE_OPEN_CREATE
    private const int DeletedOnClose = 0x8;         // SQLITE_OPEN_DELETEONCLOSE
    private const long JulianDayOf1970 = 2440587;
    private const long MillisecondsOfADay = 86_400_000;

    private static readonly ConcurrentDictionary<int, SimDisk> Disks = new();
    private static readonly int Registered = Register();
    private static int _lastNumber;

    /// <summary>Makes a disk known to SQLite; its number.</summary>
    public static int Attach(SimDisk disk)
    {
        Invariant.Holds(Registered == SqliteCode.Ok, "SQLite takes the disks of the world beside the real one");
        var number = Interlocked.Increment(ref _lastNumber);
        Disks[number] = disk;
        return number;
    }

    public static void Detach(int number) => Disks.TryRemove(number, out _);

    // SQLite keeps the table for as long as the process runs.
    private static int Register()
    {
        var table = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
        table->Version = 2;
        table->FileSize = sizeof(SimVfsFile.Native);
        table->LongestPath = LongestPath;
        table->Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name);
        table->Open = &Open;
        table->Delete = &Delete;
        table->Access = &Access;
        table->FullPath = &FullPath;
        table->Randomness = &Randomness;
        table->Sleep = &Sleep;
        table->CurrentTime = &CurrentTime;
        table->LastError = &LastError;
        table->CurrentTimeInt64 = &CurrentTimeInt64;
        return RegisterVfs(table, 0);
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int RegisterVfs(Vfs* table, int isDefault);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* path, SimVfsFile.Native* into, int flags, int* flagsGiven)
    {
        into->Methods = null;       // SQLite closes whatever has methods, even after a failed opening
        var name = path is null ? null : Text(path);
        if (DiskOf(name)?.Open(name, Has(flags, MayCreate), Has(flags, DeletedOnClose)) is not { } file)
            return SqliteCode.CannotOpen;
        SimVfsFile.Fill(into, file);
        if (flagsGiven is not null)
            *flagsGiven = flags;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(Vfs* vfs, byte* path, int syncsFolder) =>
        DiskOf(Text(path)) is { } disk && disk.Delete(Text(path), syncsFolder != 0)
            ? SqliteCode.Ok
            : SqliteCode.DeleteFailed;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Access(Vfs* vfs, byte* path, int flags, int* isThere)
    {
        *isThere = DiskOf(Text(path)) is { } disk && disk.Exists(Text(path)) ? 1 : 0;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FullPath(Vfs* vfs, byte* path, int size, byte* into)
    {
        var given = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(path);
        if (given.Length >= size)
            return SqliteCode.CannotOpen;
        given.CopyTo(new Span<byte>(into, size));
        into[given.Length] = 0;
        return SqliteCode.Ok;
    }

    // The salt of a log and the like: nothing that a run decides by.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Randomness(Vfs* vfs, int count, byte* into)
    {
        new Span<byte>(into, count).Fill(0x5A);
        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sleep(Vfs* vfs, int microseconds) => microseconds;

    // Moments come into the tables as parameters, so the clock of the disk may stand still.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CurrentTime(Vfs* vfs, double* day)
    {
        *day = JulianDayOf1970;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CurrentTimeInt64(Vfs* vfs, long* milliseconds)
    {
        *milliseconds = JulianDayOf1970 * MillisecondsOfADay;
        return SqliteCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int LastError(Vfs* vfs, int size, byte* into) => SqliteCode.Ok;

    // "/12/till.db" lies on disk 12. A file without a name is SQLite's own scratch, on any disk.
    private static SimDisk? DiskOf(string? path)
    {
        if (path is null)
            return Disks.Values.FirstOrDefault();
        var end = path.IndexOf('/', 1);
        return end > 1 && int.TryParse(path.AsSpan(1, end - 1), out var number)
            ? Disks.GetValueOrDefault(number)
            : null;
    }

    private static string Text(byte* path) => Marshal.PtrToStringUTF8((nint)path)!;

    private static bool Has(int flags, int flag) => (flags & flag) != 0;

    /// <summary>sqlite3_vfs of sqlite3.h, version 2.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Vfs
    {
        public int Version;
        public int FileSize;
        public int LongestPath;
        public Vfs* Next;
        public byte* Name;
        public void* Ours;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, SimVfsFile.Native*, int, int*, int> Open;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int> Delete;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int*, int> Access;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, byte*, int> FullPath;
        public void* OpenLibrary;
        public void* LibraryError;
        public void* LibrarySymbol;
        public void* CloseLibrary;
        public delegate* unmanaged[Cdecl]<Vfs*, int, byte*, int> Randomness;
        public delegate* unmanaged[Cdecl]<Vfs*, int, int> Sleep;
        public delegate* unmanaged[Cdecl]<Vfs*, double*, int> CurrentTime;
        public delegate* unmanaged[Cdecl]<Vfs*, int, byte*, int> LastError;
        public delegate* unmanaged[Cdecl]<Vfs*, long*, int> CurrentTimeInt64;
    }
}
