using Clearswipe.Lab.Time;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Disk;

/// <summary>
/// The disk of one computer of the world, in memory. What is written is read at once; it outlives a power cut only
/// after a sync. SQLite works on it under the name that <see cref="FileOf"/> gives. It belongs to one thread.
/// </summary>
public sealed class SimDisk : IDisposable
{
    private readonly SeededChance _chance;
    private readonly int _number;
    // A name is synced with its file: until then the directory on the medium is an older one.
    private Dictionary<string, SimFile> _names = new(StringComparer.Ordinal);
    private Dictionary<string, SimFile> _namesOnMedium = new(StringComparer.Ordinal);
    private int _survives = int.MaxValue;

    public SimDisk(SeededChance chance)
    {
        _chance = chance;
        _number = SimVfs.Attach(this);
    }

    /// <summary>The power went, in the middle of what somebody was writing.</summary>
    public event Action? PowerLost;

    public DiskFaults Faults { get; set; } = DiskFaults.None;

    public long Writes { get; private set; }

    public long Syncs { get; private set; }

    public int PowerCuts { get; private set; }

    /// <summary>What a thief finds: each file's bytes, and those that lie beneath what is not yet synced.</summary>
    public IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Images =>
        from entry in _names.Concat(_namesOnMedium).DistinctBy(entry => entry.Value).OrderBy(entry => entry.Key)
        from bytes in entry.Value.Overwritten.Prepend(entry.Value.Bytes.ToArray())
        select (entry.Key, new ReadOnlyMemory<byte>(bytes));

    /// <summary>Whether somebody has a file of it open, be it a process whose power went.</summary>
    internal bool IsInUse => _names.Concat(_namesOnMedium).Any(entry => entry.Value.Sharing.IsOpen);

    internal int Boot { get; private set; }

    /// <summary>The URI by which SQLite opens a file of this disk.</summary>
    public string FileOf(string name) => $"file:/{_number}/{name}?vfs={SimVfs.Name}";

    /// <summary>
    /// Cuts the power and gives it back: who had a file open has lost it, and each sector that was not synced is kept,
    /// lost or torn.
    /// </summary>
    public void CutPower()
    {
        _survives = int.MaxValue;
        Boot++;
        PowerCuts++;
        _names = NamesAfterCut();
        _namesOnMedium = new Dictionary<string, SimFile>(_names, StringComparer.Ordinal);
        foreach (var file in _names.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            file.Value.LosePower(_chance);
        PowerLost?.Invoke();
    }

    /// <summary>Cuts the power in the middle of the work, at a write or sync so many from now; 1 is the next.</summary>
    public void CutPowerAt(int operation)
    {
        Invariant.Holds(operation > 0, "the next operation is number one");
        _survives = operation - 1;
    }

    /// <summary>A cut that was set and has not come does not come.</summary>
    public void Forgive() => _survives = int.MaxValue;

    /// <summary>A bit of a file on the medium turns over by itself.</summary>
    public void Rot(string file) => _names[file].Rot(_chance);

    /// <summary>The files as they stand, to be put back later as an old backup is.</summary>
    public DiskBackup Backup() => new(Copies(_names));

    /// <summary>Puts an old backup back, while nobody has a file open.</summary>
    public void Restore(DiskBackup backup)
    {
        Boot++;
        _names = Copies(backup.Files);
        _namesOnMedium = new Dictionary<string, SimFile>(_names, StringComparer.Ordinal);
    }

    public void Dispose() => SimVfs.Detach(_number);

    internal bool Exists(string name) => _names.ContainsKey(name);

    internal OpenFile? Open(string? name, bool mayCreate, bool isDeletedOnClose)
    {
        if (name is null)
            return new OpenFile(this, null, new SimFile(), isDeletedOnClose);
        if (!_names.TryGetValue(name, out var file))
        {
            if (!mayCreate)
                return null;
            _names.Add(name, file = new SimFile());
        }

        return new OpenFile(this, name, file, isDeletedOnClose);
    }

    internal bool Delete(string name, bool atOnce)
    {
        if (!_names.Remove(name))
            return false;
        if (atOnce)
            _namesOnMedium.Remove(name);
        return true;
    }

    internal bool HasRoom(long more) => more <= 0 || Faults.Capacity == long.MaxValue
        || _names.Values.Sum(file => file.Length) + more <= Faults.Capacity;

    /// <summary>Counts an operation; false when the power went during it.</summary>
    internal bool Survives()
    {
        Writes++;
        if (_survives-- > 0)
            return true;
        CutPower();
        return false;
    }

    internal bool TrySync(string? name, SimFile file)
    {
        Syncs++;
        if (Faults.SyncFails)
        {
            file.Forget();
            return false;
        }

        if (!Faults.LiesAboutSync)
        {
            file.Sync();
            if (name is not null && _names.GetValueOrDefault(name) == file)
                _namesOnMedium[name] = file;
        }

        return true;
    }

    private Dictionary<string, SimFile> NamesAfterCut()
    {
        var after = new Dictionary<string, SimFile>(StringComparer.Ordinal);
        foreach (var name in _names.Keys.Union(_namesOnMedium.Keys).Order(StringComparer.Ordinal))
        {
            var (seen, lasting) = (_names.GetValueOrDefault(name), _namesOnMedium.GetValueOrDefault(name));
            if ((seen == lasting || _chance.Happens(0.5) ? seen : lasting) is { } file)
                after.Add(name, file);
        }

        return after;
    }

    private static Dictionary<string, SimFile> Copies(IReadOnlyDictionary<string, SimFile> files) =>
        files.ToDictionary(entry => entry.Key, entry => entry.Value.Copy(), StringComparer.Ordinal);
}

/// <summary>The files of a disk as they stood once.</summary>
public sealed class DiskBackup
{
    internal DiskBackup(IReadOnlyDictionary<string, SimFile> files) => Files = files;

    internal IReadOnlyDictionary<string, SimFile> Files { get; }
}
