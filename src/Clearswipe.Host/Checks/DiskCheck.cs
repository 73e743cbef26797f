namespace Clearswipe.Host.Checks;

/// <summary>
/// Whether what is written to the data folder stays written: writes, syncs and reads back a file of its own.
/// </summary>
static class DiskCheck
{
    private const int Syncs = 20;
    private const int BlockSize = 4096;
    private const long LeastFree = 200L * 1024 * 1024;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(100);

    // No medium that keeps what it was told syncs faster than this; a cache that only says so does.
    private static readonly TimeSpan Unbelievable = TimeSpan.FromMicroseconds(15);

    public static IEnumerable<Check> Run(string folder, TimeProvider time)
    {
        yield return Synced(folder, time);
        yield return Space(folder);
    }

    private static Check Synced(string folder, TimeProvider time)
    {
        var file = Path.Combine(folder, $"self-test-{Environment.ProcessId}");
        try
        {
            var median = WriteAndSync(file, time);
            if (!ReadsBack(file))
                return Check.Bad(
                    "disk", new("写入的数据读回来不一样", "What was written did not read back the same"),
                    new("不要在这块盘上收款：换盘，从备份恢复", "Take no payments on this disk: replace it and restore the backup"));
            return Judge(median);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Check.Bad(
                "disk", new($"数据目录写不了：{e.Message}", $"The data folder cannot be written: {e.Message}"),
                new("检查权限和剩余空间，或用 --data 换一个目录", "Check permissions and space, or name another folder with --data"));
        }
        finally
        {
            Remove(file);
        }
    }

    private static Check Judge(TimeSpan median)
    {
        var said = $"{median.TotalMilliseconds:0.00} ms";
        return median switch
        {
            _ when median < Unbelievable => Check.Watch(
                "disk",
                new(
                    $"落盘快得不可信（{said}）：断电可能丢数据",
                    $"A sync takes an unbelievable {said}: a power cut may lose sales"),
                new(
                    "关闭磁盘的易失写缓存，或换有断电保护的盘",
                    "Switch the disk's volatile write cache off, or use one with power-loss protection")),
            _ when median > Slow => Check.Watch(
                "disk", new($"落盘慢（中位 {said}），每笔交易都要等它", $"A sync takes {said} (median), and every sale waits for it"),
                new("换固态盘，或把 --data 放到本机盘上", "Use a solid-state disk, or put --data on a local one")),
            _ => Check.Good("disk", new($"写入、落盘、读回正常（中位 {said}）", $"Writes, syncs and reads back (median {said})")),
        };
    }

#pragma warning disable RS0030 // The self-test of the disk is about files.
    private static TimeSpan WriteAndSync(string file, TimeProvider time)
    {
        var took = new List<TimeSpan>();
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var i = 0; i < Syncs; i++)
        {
            var since = time.GetTimestamp();
            stream.Write(Block(i));
            stream.Flush(flushToDisk: true);
            took.Add(time.GetElapsedTime(since));
        }

        return took.Order().ElementAt(Syncs / 2);
    }

    private static bool ReadsBack(string file)
    {
        var written = File.ReadAllBytes(file);
        return written.Length == Syncs * BlockSize
            && Enumerable.Range(0, Syncs).All(i => written.AsSpan(i * BlockSize, BlockSize).SequenceEqual(Block(i)));
    }

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (IOException)
        {
            // A folder that cannot be written has been reported already.
        }
    }
#pragma warning restore RS0030

    private static byte[] Block(int number)
    {
        var block = new byte[BlockSize];
        Array.Fill(block, (byte)(number + 1));
        return block;
    }

    private static Check Space(string folder)
    {
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        var megabytes = free / (1024 * 1024);
        return free >= LeastFree
            ? Check.Good("space", new($"剩余 {megabytes} MB", $"{megabytes} MB free"))
            : Check.Bad(
                "space", new($"只剩 {megabytes} MB", $"Only {megabytes} MB free"),
                new("清理磁盘：写不下的交易不会发出", "Free some space: a sale that cannot be written is not sent"));
    }
}
