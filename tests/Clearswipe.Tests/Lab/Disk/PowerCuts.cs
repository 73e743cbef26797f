using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Clearswipe.Lab.Disk;
using Clearswipe.Lab.Time;
using Microsoft.Data.Sqlite;

namespace Clearswipe.Tests.Lab.Disk;

/// <summary>
/// Writes notes on a simulated disk, cuts the power in the middle again and again, and counts what is missing of that
/// which was acknowledged. A cut may also hit the opening after a cut.
/// </summary>
sealed class PowerCuts(ulong seed, Func<SimDisk, INotebook> open)
{
    private const int LongestWork = 200;     // operations on the disk until the power goes
    private const int Pages = 500;          // notes that a notebook keeps: a new one takes the place of the oldest

    private readonly Kernel _kernel = new(seed);
    private readonly HashSet<int> _acknowledged = [];
    private int _lastNote;
    private int _acknowledgedEver;

    public DiskFaults Faults { get; init; } = DiskFaults.None;

    public int Acknowledged => _acknowledgedEver;

    public int Lost { get; private set; }

    /// <summary>Openings at which SQLite could not read the file any more.</summary>
    public int Corrupt { get; private set; }

    public double CutsASecond { get; private set; }

    public void Survive(int cuts)
    {
        var clock = Stopwatch.StartNew();
        using var disk = new SimDisk(_kernel.Chance) { Faults = Faults };
        while (disk.PowerCuts < cuts)
            _kernel.Run(() => LiveOnce(disk));
        CutsASecond = cuts / clock.Elapsed.TotalSeconds;
    }

    private async Task LiveOnce(SimDisk disk)
    {
        disk.CutPowerAt(1 + _kernel.Chance.Below(LongestWork));
        var cuts = disk.PowerCuts;
        if (!TryOpen(disk, out var notebook))
            return;
        while (disk.PowerCuts == cuts)
            await Task.WhenAll(Enumerable.Range(0, 1 + _kernel.Chance.Below(4)).Select(_ => Write(notebook)));
        notebook.LosePower();
    }

    private bool TryOpen(SimDisk disk, [NotNullWhen(true)] out INotebook? notebook)
    {
        var cuts = disk.PowerCuts;
        notebook = null;
        try
        {
            notebook = open(disk);
            Compare(notebook.Notes());
            return true;
        }
        catch (Exception) when (disk.PowerCuts > cuts)
        {
            return false;
        }
        catch (SqliteException)
        {
            // It cannot be read any more: a new disk takes its place, and everything on the old one is lost.
            Corrupt++;
            Compare([]);
            notebook?.LosePower();
            disk.Restore(new SimDisk(_kernel.Chance).Backup());
            return false;
        }
    }

    private void Compare(IEnumerable<int> kept)
    {
        var missing = _acknowledged.Except(kept).ToList();
        Lost += missing.Count;
        _acknowledged.ExceptWith(missing);
    }

    private async Task Write(INotebook notebook)
    {
        var note = ++_lastNote;
        if (!await notebook.Write(note, new string('n', 1 + _kernel.Chance.Below(200)), note - Pages))
            return;
        _acknowledgedEver++;
        _acknowledged.Add(note);
        _acknowledged.Remove(note - Pages);
    }
}
