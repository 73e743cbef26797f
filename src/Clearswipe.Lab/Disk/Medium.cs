using Clearswipe.Lab.Time;

namespace Clearswipe.Lab.Disk;

/// <summary>Where the computers of a shop keep their files.</summary>
abstract class Medium : IDisposable
{
    /// <summary>What a thief of everything would read, file by file.</summary>
    public abstract IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Images { get; }

    /// <summary>The file of a computer, as the store opens it.</summary>
    public abstract string FileOf(string station);

    /// <summary>The simulated disk of a computer; null when it keeps real files.</summary>
    public abstract SimDisk? DiskOf(string station);

    public virtual void Dispose()
    {
    }
}

/// <summary>Real files in one folder: of the demo, and of stories that look into them.</summary>
sealed class FolderMedium : Medium
{
    private readonly string _folder;

    public FolderMedium(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
    }

    public override IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Images =>
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Order()
            .Select(file => (Path.GetFileName(file), new ReadOnlyMemory<byte>(Read(file))));

    public override string FileOf(string station) => Path.Combine(_folder, $"{station}.db");

    public override SimDisk? DiskOf(string station) => null;

    // Databases are open in this process while they are read: the same bytes that a thief would find.
    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>A simulated disk for each computer: it can lose power, lie and fill up.</summary>
sealed class SimMedium(ulong seed) : Medium
{
    private readonly SeededChance _chance = new(seed);
    private readonly SortedDictionary<string, SimDisk> _disks = new(StringComparer.Ordinal);

    public override IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Images =>
        _disks.Values.SelectMany(disk => disk.Images);

    public override string FileOf(string station) => DiskOf(station).FileOf($"{station}.db");

    public override SimDisk DiskOf(string station)
    {
        if (!_disks.TryGetValue(station, out var disk))
            _disks.Add(station, disk = new SimDisk(_chance));
        return disk;
    }

    public override void Dispose()
    {
        foreach (var disk in _disks.Values)
            disk.Dispose();
    }
}
