namespace Clearswipe.Host.Settings;

/// <summary>Where a part keeps its tables when they do not stand in its data folder.</summary>
sealed class StoreFile
{
    /// <summary>
    /// A PostgreSQL, such as "Host=db1,db2;Database=switch;Username=clearswipe". Its password stands in a passfile or
    /// in PGPASSWORD, never here.
    /// </summary>
    public required string Postgres { get; set; }
}
