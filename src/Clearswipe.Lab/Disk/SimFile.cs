using Clearswipe.Lab.Time;
using Clearswipe.Vocabulary;

namespace Clearswipe.Lab.Disk;

/// <summary>
/// A file as its readers see it, and beside it what the medium still holds in each sector that was written and not yet
/// synced. A write within a sector never harms the bytes beside it (SQLite calls that powersafe overwrite).
/// </summary>
sealed class SimFile
{
    public const int Sector = 512;

    private readonly Dictionary<int, byte[]> _onMedium = [];
    private readonly HashSet<int> _forgotten = [];
    private readonly Stack<byte[]> _spare = new();
    private byte[] _bytes = new byte[32 * Sector];
    private long _lengthOnMedium;

    public long Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, (int)Length);

    /// <summary>What was overwritten and not synced: a thief may still read it.</summary>
    public IEnumerable<byte[]> Overwritten => _onMedium.OrderBy(sector => sector.Key).Select(sector => sector.Value);

    /// <summary>The locks and the shared memory of those who have it open.</summary>
    public FileSharing Sharing { get; } = new();

    /// <summary>Reads from the offset; the count of bytes that were there.</summary>
    public int Read(Span<byte> into, long offset)
    {
        var count = (int)Math.Clamp(Length - offset, 0, into.Length);
        if (count > 0)
            _bytes.AsSpan((int)offset, count).CopyTo(into);
        return count;
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        var end = offset + bytes.Length;
        Reserve(end);
        RememberMedium(offset, end);
        bytes.CopyTo(_bytes.AsSpan((int)offset));
        Length = Math.Max(Length, end);
    }

    public void Truncate(long length)
    {
        if (length >= Length)
            return;
        RememberMedium(length, Length);
        _bytes.AsSpan((int)length, (int)(Length - length)).Clear();
        Length = length;
    }

    /// <summary>Everything that was written is on the medium now, but for what an earlier sync forgot.</summary>
    public void Sync()
    {
        foreach (var (sector, bytes) in _onMedium)
        {
            if (_forgotten.Contains(sector))
                continue;
            _spare.Push(bytes);
            _onMedium.Remove(sector);
        }

        _lengthOnMedium = Length;
    }

    /// <summary>A sync failed: what was written is read until the power goes, and no later sync keeps it.</summary>
    public void Forget() => _forgotten.UnionWith(_onMedium.Keys);

    /// <summary>Each sector that was not synced is kept, lost, or torn.</summary>
    public void LosePower(SeededChance chance)
    {
        var end = chance.Happens(0.5) ? Length : _lengthOnMedium;
        foreach (var sector in _onMedium.Keys.Order())
        {
            var kept = BytesKept(sector, chance);
            var at = sector * Sector;
            _onMedium[sector].AsSpan(kept).CopyTo(_bytes.AsSpan(at + kept, Sector - kept));
            if (kept > 0 && at < Length)
                end = Math.Max(end, Math.Min(at + Sector, Length));
        }

        _onMedium.Clear();
        _forgotten.Clear();
        Length = _lengthOnMedium = end;
        _bytes.AsSpan((int)end).Clear();
    }

    /// <summary>A bit of the medium turns over by itself.</summary>
    public void Rot(SeededChance chance)
    {
        Invariant.Holds(Length > 0, "an empty file has no bit that could rot");
        _bytes[chance.Below((int)Length)] ^= (byte)(1 << chance.Below(8));
    }

    public SimFile Copy()
    {
        var copy = new SimFile { _bytes = (byte[])_bytes.Clone(), Length = Length, _lengthOnMedium = Length };
        return copy;
    }

    private int BytesKept(int sector, SeededChance chance) =>
        _forgotten.Contains(sector) ? 0
        : chance.Below(3) switch
        {
            0 => 0,
            1 => Sector,
            _ => 1 + chance.Below(Sector - 1),
        };

    private void Reserve(long length)
    {
        var sectors = (length + Sector - 1) / Sector * Sector;
        if (sectors > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Max(sectors, _bytes.Length * 2L));
    }

    private void RememberMedium(long from, long to)
    {
        for (var sector = (int)(from / Sector); sector * (long)Sector < to; sector++)
        {
            if (_onMedium.ContainsKey(sector))
                continue;
            var bytes = _spare.TryPop(out var spare) ? spare : new byte[Sector];
            _bytes.AsSpan(sector * Sector, Sector).CopyTo(bytes);
            _onMedium.Add(sector, bytes);
        }

        // A write ends what an earlier failure did to the sector: it is dirty anew.
        if (_forgotten.Count > 0)
            _forgotten.RemoveWhere(sector => sector >= from / Sector && sector * (long)Sector < to);
    }
}
