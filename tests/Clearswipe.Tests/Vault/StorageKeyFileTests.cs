using Clearswipe.Vault.Software;
using Xunit.Sdk;

namespace Clearswipe.Tests.Vault;

/// <summary>The one file without which nothing opens.</summary>
public sealed class StorageKeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clearswipe-key-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "storage.key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_is_made_once_and_then_stays()
    {
        var made = Load();

        Assert.Equal(32, made.Length);
        Assert.Equal(made, Load());
        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Only_its_owner_may_read_it()
    {
        if (OperatingSystem.IsWindows())
            throw SkipException.ForSkip("Windows keeps rights in another way.");

        Load();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));

        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Throws<UnauthorizedAccessException>(() => Load());
    }

    [Theory]
    [InlineData("")]
    [InlineData("00112233")]
    [InlineData("not a key, but as long as one: 64 characters in all, for this test")]
    public void A_malformed_one_is_refused_and_kept(string text)
    {
        Load();
        File.WriteAllText(Path, text);

        var refusal = Assert.Throws<InvalidDataException>(() => Load());
        Assert.Contains("64 hexadecimal", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Path));
    }

    private byte[] Load() => StorageKeyFile.LoadOrCreate(Path, new CryptoChance()).ToArray();
}
