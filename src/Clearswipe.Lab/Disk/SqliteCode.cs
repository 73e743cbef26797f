namespace Clearswipe.Lab.Disk;

/// <summary>The result codes of SQLite that a disk answers with (sqlite3.h).</summary>
static class SqliteCode
{
    public const int Ok = 0;
    public const int Busy = 5;
    public const int Full = 13;
    public const int NotFound = 12;
    public const int CannotOpen = 14;
    public const int ReadFailed = IoError | (1 << 8);
    public const int ReadShort = IoError | (2 << 8);
    public const int WriteFailed = IoError | (3 << 8);
    public const int SyncFailed = IoError | (4 << 8);
    public const int TruncateFailed = IoError | (6 << 8);
    public const int DeleteFailed = IoError | (10 << 8);

    private const int IoError = 10;
}
