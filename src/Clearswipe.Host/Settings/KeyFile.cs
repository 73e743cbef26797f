using Clearswipe.Host.Commands;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Settings;

/// <summary>
/// A key in a file of its own: sealed, as a ceremony wrote it for one vault; or, for keys that are worth nothing, its
/// components in hex, one a line, combined by exclusive-or. What stands behind # is a remark.
/// </summary>
static class KeyFile
{
    private const string Sealed = "sealed:";

    public static SealedKey Load(
        KeyVault vault, KeyUse use, string folder, string name, KeyAlgorithm algorithm = KeyAlgorithm.TripleDes2)
    {
        var file = Path.Combine(folder, name);
        var lines = Lines(file);
        if (lines is [var only] && only.StartsWith(Sealed, StringComparison.Ordinal))
            return OfSealed(file, only) is var key && key.Use == use
                ? key
                : throw Trouble.Use($"{file} holds a {key.Use} key.", $"A {use} key is needed here.");
        try
        {
            var components = Components(file, lines);
            var isSingle = components is [{ Length: 8 }, ..];
            return vault.Keys.FromComponents(
                use, isSingle ? KeyAlgorithm.Des : algorithm, components);
        }
        catch (InvariantException slip)
        {
            throw Trouble.Use(
                $"{file} holds no {use} key: {slip.Message}.", "A key has 16 bytes: 32 hex digits in each component.");
        }
    }

    /// <summary>A sealed key; whether it was changed is seen by its vault alone.</summary>
    public static SealedKey Read(string file) =>
        Lines(file) is [var only] && only.StartsWith(Sealed, StringComparison.Ordinal)
            ? OfSealed(file, only)
            : throw Trouble.Use($"{file} is no sealed key file.", "`clearswipe keys ceremony` writes one.");

    /// <summary>Writes a sealed key to a new file, readable by this user alone.</summary>
    public static void Write(string file, SealedKey key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var stream = new FileStream(file, options);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(
                $"# {key.Use} key, {key.Algorithm}, check value {key.CheckValue}\n"
                + $"{Sealed}{Convert.ToHexString(key.ToBytes())}\n"));
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Found(
                $"The key file {file} cannot be written: {e.Message}", "Nothing is kept of the key; begin anew.");
        }
    }

    private static SealedKey OfSealed(string file, string line)
    {
        var hex = line[Sealed.Length..];
        return hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit)
            && SealedKey.TryRead(Convert.FromHexString(hex)) is { } key
            ? key
            : throw Trouble.Use($"{file} holds no sealed key: it was cut or changed.", "Put it back from the backup.");
    }

    private static string[] Lines(string file)
    {
        try
        {
#pragma warning disable RS0030 // A key file is the key officer's way in.
            return [.. File.ReadAllLines(file).Select(line => line.Split('#')[0].Replace(" ", "").Trim())
                .Where(line => line.Length > 0)];
#pragma warning restore RS0030
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Use(
                $"The key file {file} cannot be read: {e.Message}",
                "Key files are named relative to the configuration file.");
        }
    }

    private static ReadOnlyMemory<byte>[] Components(string file, string[] lines)
    {
        try
        {
            return [.. lines.Select(line => (ReadOnlyMemory<byte>)Convert.FromHexString(line))];
        }
        catch (FormatException)
        {
            // The line itself is a secret: it is not quoted.
            throw Trouble.Use(
                $"The key file {file} holds a line that is not hex.",
                "Write each component as hex digits on a line of its own.");
        }
    }
}
