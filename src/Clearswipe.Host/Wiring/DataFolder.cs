using Clearswipe.Host.Commands;
using Clearswipe.Vault;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Wiring;

/// <summary>The folder where a part keeps what must outlive it: its tables, and the key of its vault.</summary>
sealed class DataFolder : IDisposable
{
    private const string StorageKey = "vault.key";

    private const string LockFile = "in-use";
    private FileStream? _lock;

    private DataFolder(string path) => Root = path;

    public string Root { get; }

    /// <summary>The folder asked for, or else one under the user's own data, or else ./data.</summary>
    public static DataFolder Open(string? wanted, string part)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        var path = wanted ?? Path.Combine(home == "" ? "data" : Path.Combine(home, "clearswipe"), part);
        try
        {
            Directory.CreateDirectory(path);
            return new DataFolder(Path.GetFullPath(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Found($"The data folder {path} cannot be used: {e.Message}", "Name another one with --data.");
        }
    }

    /// <summary>
    /// Keeps the folder for this process alone: two programs over one set of tables would each be right.
    /// </summary>
    public DataFolder Locked()
    {
        try
        {
            _lock = new FileStream(
                FileOf(LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0,
                FileOptions.DeleteOnClose);
            return this;
        }
        catch (IOException)
        {
            throw Trouble.Found(
                $"The data folder {Root} is in use by another Clearswipe.",
                "Stop that one, or name another folder with --data.");
        }
    }

    public void Dispose() => _lock?.Dispose();

    public string FileOf(string name) => Path.Combine(Root, name);

    /// <summary>
    /// The vault whose storage key lies in this folder; made at the first opening, readable by this user alone.
    /// </summary>
    public KeyVault OpenVault(IChance chance) => KeyVault.OpenSoftware(StoredKey(chance), chance);

    /// <summary>The same, and what is done with keys is entered into a book.</summary>
    public KeyVault OpenVault(IChance chance, IKeyAudit book, TimeProvider time) =>
        KeyVault.OpenSoftware(StoredKey(chance), chance, book, time);

    private byte[] StoredKey(IChance chance)
    {
#pragma warning disable RS0030 // The development vault's storage key is a file; an HSM needs none.
        var file = FileOf(StorageKey);
        if (!File.Exists(file))
        {
            var key = new byte[KeyVault.StorageKeyLength];
            chance.Fill(key);
            using var made = new FileStream(file, OwnersAlone());
            made.Write(key);
            made.Flush(flushToDisk: true);
        }

        var stored = File.ReadAllBytes(file);
#pragma warning restore RS0030
        return stored.Length == KeyVault.StorageKeyLength
            ? stored
            : throw Trouble.Found(
                $"{file} is no storage key.",
                "Put the right one back from the backup: without it nothing stored can be read.");
    }

    private static FileStreamOptions OwnersAlone()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
