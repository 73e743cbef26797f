using System.Runtime.InteropServices;

namespace Clearswipe.Vault.Dukpt;

/// <summary>Whose counter it is: a device under a key, for one purpose.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct DukptCounterName(string CheckValue, ulong Device, DukptPurpose Purpose);

/// <summary>
/// The last transaction counter that was accepted of each device, so that an old message is refused when it is shown
/// again. In memory, from when the vault was opened; bounded: of many devices those unheard of longest are forgotten.
/// The caller sees to it that one at a time asks and enters.
/// </summary>
sealed class DukptCounters(int mostDevices = DukptCounters.MostDevices)
{
    private const int MostDevices = 65_536;

    // Two generations: when the young one is full it becomes the old one, and the old one is forgotten.
    private Dictionary<DukptCounterName, uint> _young = [];
    private Dictionary<DukptCounterName, uint> _old = [];

    /// <summary>The last counter; 0, which no transaction has, when none is remembered.</summary>
    public uint LastOf(DukptCounterName name) =>
        _young.TryGetValue(name, out var last) || _old.TryGetValue(name, out last) ? last : 0;

    /// <summary>Enters a counter that was accepted; a lower one than before changes nothing.</summary>
    public void Remember(DukptCounterName name, uint counter)
    {
        var last = Math.Max(counter, LastOf(name));
        if (_young.Count >= mostDevices && !_young.ContainsKey(name))
            (_old, _young) = (_young, []);

        _young[name] = last;
    }
}
