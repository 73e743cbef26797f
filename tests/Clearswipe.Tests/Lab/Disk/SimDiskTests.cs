using Clearswipe.Lab.Disk;
using Clearswipe.Lab.Time;

namespace Clearswipe.Tests.Lab.Disk;

/// <summary>What a disk keeps when the power goes, byte by byte.</summary>
public sealed class SimDiskTests : IDisposable
{
    private const int Sectors = 100;

    private readonly SimDisk _disk = new(new SeededChance(1));

    public void Dispose() => _disk.Dispose();

    [Fact]
    public void What_was_synced_is_kept_whole()
    {
        var file = Written(1);
        file.Sync();
        _disk.CutPower();

        Assert.All(Read(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void What_was_not_synced_is_kept_lost_or_torn_sector_by_sector()
    {
        var file = Written(1);
        file.Sync();
        file.Write(Filled(2), 0);
        _disk.CutPower();

        var sectors = Read().Chunk(SimFile.Sector).ToList();
        Assert.Contains(sectors, sector => sector.All(value => value == 1));
        Assert.Contains(sectors, sector => sector.All(value => value == 2));
        Assert.Contains(sectors, sector => sector[0] == 2 && sector[^1] == 1);
    }

    [Fact]
    public void Whoever_had_a_file_open_has_lost_it()
    {
        var file = Written(1);
        _disk.CutPower();

        Assert.NotEqual(0, file.Write([1], 0));
        Assert.NotEqual(0, file.Read(new byte[1], 0));
        Assert.NotEqual(0, file.Sync());
    }

    [Fact]
    public void A_name_that_was_not_synced_may_be_gone_and_a_deleted_one_may_be_back()
    {
        var outcomes = Enumerable.Range(0, 50).Select(seed =>
        {
            using var disk = new SimDisk(new SeededChance((ulong)seed));
            disk.Open("new", mayCreate: true, isDeletedOnClose: false);
            disk.Open("old", mayCreate: true, isDeletedOnClose: false)!.Sync();
            disk.Delete("old", atOnce: false);
            disk.CutPower();
            return (disk.Exists("new"), disk.Exists("old"));
        }).ToHashSet();

        Assert.Equal(4, outcomes.Count);
    }

    [Fact]
    public void A_sync_that_failed_is_not_made_good_by_the_next_one()
    {
        var file = Written(1);
        file.Sync();
        file.Write(Filled(2), 0);
        _disk.Faults = new DiskFaults { SyncFails = true };
        Assert.NotEqual(0, file.Sync());
        _disk.Faults = DiskFaults.None;
        Assert.Equal(0, file.Sync());
        _disk.CutPower();

        Assert.All(Read(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void A_full_disk_takes_nothing_more()
    {
        var file = Written(1);
        _disk.Faults = new DiskFaults { Capacity = Sectors * SimFile.Sector };

        Assert.Equal(0, file.Write([2], 0));
        Assert.Equal(SqliteCode.Full, file.Write([2], Sectors * SimFile.Sector));
    }

    [Fact]
    public void A_bit_rots_alone()
    {
        Written(0).Sync();
        _disk.Rot("file");

        Assert.Single(Read(), value => value != 0);
    }

    [Fact]
    public void An_old_backup_comes_back_as_it_was()
    {
        var file = Written(1);
        var backup = _disk.Backup();
        file.Write(Filled(2), 0);
        _disk.Restore(backup);

        Assert.All(Read(), value => Assert.Equal(1, value));
    }

    private static byte[] Filled(byte value) => [.. Enumerable.Repeat(value, Sectors * SimFile.Sector)];

    private OpenFile Written(byte value)
    {
        var file = _disk.Open("file", mayCreate: true, isDeletedOnClose: false)!;
        file.Write(Filled(value), 0);
        return file;
    }

    private byte[] Read()
    {
        var bytes = new byte[Sectors * SimFile.Sector];
        Assert.Equal(0, _disk.Open("file", mayCreate: false, isDeletedOnClose: false)!.Read(bytes, 0));
        return bytes;
    }
}
