using System.Diagnostics;
using System.Runtime.InteropServices;
using Clearswipe.Vault;
using Clearswipe.Vault.Pkcs11;

namespace Clearswipe.Tests.Vault.Pkcs11;

/// <summary>Two tokens of SoftHSM2 in a folder of their own, for this process alone.</summary>
internal static class TokenBench
{
    public const string Why = "SoftHSM2 is not here; Debian's package is softhsm2";

    private static readonly string[] Places =
        ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"];

    private static readonly Lazy<bool> Made = new(Make);
    private static int _vaults;

    public static string? Library => Array.Find(Places, File.Exists);

    public static ReadOnlySpan<byte> Pin => "271828"u8;

    public static Pkcs11Settings Settings(string token = "one") => new()
    {
        Library = Made.Value ? Library! : "",
        Token = token,
        KeyLabel = $"test{Interlocked.Increment(ref _vaults)}",
    };

    /// <summary>A vault with storage keys of its own.</summary>
    public static KeyVault Vault(string token = "one")
    {
        var settings = Settings(token);
        KeyVault.ProvisionPkcs11(settings, Pin);
        return KeyVault.OpenPkcs11(settings, Pin);
    }

    // The library reads its settings when it is loaded, from the environment that C sees.
    private static bool Make()
    {
        var folder = Directory.CreateTempSubdirectory("clearswipe-tokens").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var settings = Path.Combine(folder, "softhsm2.conf");
        File.WriteAllText(
            settings, $"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n");
        _ = SetEnvironment("SOFTHSM2_CONF", settings, 1);
        foreach (var token in new[] { "one", "two" })
            Initialise(settings, token);
        return true;
    }

    private static void Initialise(string settings, string token)
    {
        var start = new ProcessStartInfo("softhsm2-util")
        {
            ArgumentList = { "--init-token", "--free", "--label", token, "--so-pin", "314159", "--pin", "271828" },
            Environment = { ["SOFTHSM2_CONF"] = settings },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    [DllImport(
        "libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetEnvironment(string name, string value, int overwrite);
}
