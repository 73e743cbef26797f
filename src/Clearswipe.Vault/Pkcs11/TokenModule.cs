using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Clearswipe.Vault.Pkcs11;

/// <summary>
/// The modules that this process has loaded. One is initialised once for the whole process (PKCS#11 v2.40, section 5.4)
/// and stays until the process ends, for its other users would be cut off.
/// </summary>
static class TokenModule
{
    private static readonly ConcurrentDictionary<string, Lazy<IPkcs11Library>> Loaded = new(StringComparer.Ordinal);

    static TokenModule() => NativeLibrary.SetDllImportResolver(typeof(Pkcs11InteropFactories).Assembly, Resolve);

    public static Pkcs11InteropFactories Factories { get; } = new();

    /// <summary>The slot that the one token with this label is in.</summary>
    public static ISlot Find(Pkcs11Settings settings)
    {
        var slots = Sessions.Ask("list its slots", () =>
            Load(settings.Library).GetSlotList(SlotsType.WithTokenPresent)
                .Where(slot => slot.GetTokenInfo().Label.TrimEnd() == settings.Token).ToList());
        return slots.Count == 1
            ? slots[0]
            : throw new TokenException(
                "find its token", $"{slots.Count} tokens have the label '{settings.Token}', and one must");
    }

    private static IPkcs11Library Load(string path)
    {
        try
        {
            return Loaded.GetOrAdd(path, at => new Lazy<IPkcs11Library>(() =>
                Factories.Pkcs11LibraryFactory.LoadPkcs11Library(Factories, at, AppType.MultiThreaded))).Value;
        }
        catch (Exception e) when (e is not Pkcs11Exception)
        {
            Loaded.TryRemove(path, out _);    // it may be there the next time
            throw new TokenException("load", $"the library '{path}' is missing or is no PKCS#11 module");
        }
    }

    // Newer C libraries ship the loader under its versioned name alone.
    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) =>
        name == "libdl" && NativeLibrary.TryLoad("libdl.so.2", out var loader) ? loader : 0;
}
