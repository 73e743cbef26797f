using Clearswipe.Host.Wiring;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Macs;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Checks;

/// <summary>Whether keys work as they must: a known answer, and a storage key that nobody else can read.</summary>
static class KeyCheck
{
    public static IEnumerable<Check> Run(DataFolder folder, IChance chance)
    {
        yield return KnownAnswer(chance);
        yield return Storage(folder);
    }

    // ANSI X9.19 over "hello world" under two published halves.
    private static Check KnownAnswer(IChance chance)
    {
        var storage = new byte[KeyVault.StorageKeyLength];
        chance.Fill(storage);
        using var vault = KeyVault.OpenSoftware(storage, chance);
        var key = vault.Keys.FromComponents(
            KeyUse.Mac, KeyAlgorithm.TripleDes2, "AAAAAAAABBBBBBBB"u8.ToArray());
        var mac = Convert.ToHexString(vault.Macs.Of(key, MacAlgorithm.X919, "hello world"u8));
        return mac == "3DDE5C5511661CBF"
            ? Check.Good("vault", new(
                "加密自检通过（软件密钥库，仅限开发与演示）", "Known answer fits (software vault: development and demo only)"))
            : Check.Bad(
                "vault", new("加密自检不通过", "The known answer does not fit"),
                new("重新安装程序；仍不通过则停用", "Install the program again; if it stays so, take it out of use"));
    }

    private static Check Storage(DataFolder folder)
    {
        var file = folder.FileOf("vault.key");
        if (!Path.Exists(file))
            return Check.Good("storage key", new("尚未生成，首次启动时生成", "Not made yet; the first start makes it"));
#pragma warning disable RS0030 // Whether a key file may be read by others is a question to the file.
        var others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        var isOpen = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & others) != 0;
#pragma warning restore RS0030
        return isOpen
            ? Check.Bad(
                "storage key", new("别的用户能读密钥文件", "Other users can read the key file"),
                new($"chmod 600 {file}", $"chmod 600 {file}"))
            : Check.Good("storage key", new("只有本用户能读", "Readable by this user alone"));
    }
}
