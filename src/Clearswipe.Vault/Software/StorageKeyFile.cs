using System.Security.Cryptography;
using System.Text;
using Clearswipe.Vocabulary;

namespace Clearswipe.Vault.Software;

#pragma warning disable RS0030 // this is the adapter between the vault and its key file

/// <summary>
/// The file that holds a software vault's storage key: 64 hexadecimal characters that only their owner may read.
/// Whoever loses it loses everything that the vault sealed.
/// </summary>
public static class StorageKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static ReadOnlyMemory<byte> LoadOrCreate(string path, IChance chance)
    {
        if (!File.Exists(path))
            Create(path, chance);

        RefuseStrangers(path);
        return Parse(File.ReadAllText(path).AsSpan().TrimEnd(), path);
    }

    // Written beside its place and moved there when whole, so that a power cut never leaves half a key.
    private static void Create(string path, IChance chance)
    {
        var half = path + ".new";
        Span<byte> key = stackalloc byte[KeyVault.StorageKeyLength];
        chance.Fill(key);
        using (var file = new FileStream(half, Creation()))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToHexString(key) + "\n"));
            file.Flush(flushToDisk: true);
        }

        CryptographicOperations.ZeroMemory(key);
        File.Move(half, path, overwrite: false);
    }

    private static FileStreamOptions Creation()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;

        return options;
    }

    private static void RefuseStrangers(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
            throw new UnauthorizedAccessException($"Others may read the storage key '{path}': chmod 600.");
    }

    private static byte[] Parse(ReadOnlySpan<char> text, string path)
    {
        var key = new byte[KeyVault.StorageKeyLength];
        if (text.Length == 2 * key.Length && !text.ContainsAnyExcept("0123456789ABCDEFabcdef"))
        {
            Convert.FromHexString(text, key, out _, out _);
            return key;
        }

        throw new InvalidDataException(
            $"The storage key '{path}' is not 64 hexadecimal characters. Restore it from its backup; "
            + "a new one cannot open what the old one sealed.");
    }
}
