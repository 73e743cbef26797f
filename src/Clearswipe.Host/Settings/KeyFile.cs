using Clearswipe.Host.Commands;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Settings;

/// <summary>
/// A key in a file of its own: its components in hex, one a line, which are combined by exclusive-or, so that no one
/// person need know the key (PCI DSS 3.7.6). What stands behind # is a remark.
/// </summary>
static class KeyFile
{
    public static SealedKey Load(KeyVault vault, KeyUse use, string folder, string name)
    {
        var file = Path.Combine(folder, name);
        try
        {
            var components = Components(file);
            var isSingle = components is [{ Length: 8 }, ..];
            return vault.Keys.FromComponents(
                use, isSingle ? KeyAlgorithm.Des : KeyAlgorithm.TripleDes2, components);
        }
        catch (InvariantException slip)
        {
            throw Trouble.Use(
                $"{file} holds no {use} key: {slip.Message}.", "A key has 16 bytes: 32 hex digits in each component.");
        }
    }

    private static ReadOnlyMemory<byte>[] Components(string file)
    {
        try
        {
#pragma warning disable RS0030 // A key file is the key officer's way in.
            var lines = File.ReadAllLines(file);
#pragma warning restore RS0030
            return [.. lines.Select(line => line.Split('#')[0].Replace(" ", "").Trim()).Where(line => line.Length > 0)
                .Select(line => (ReadOnlyMemory<byte>)Convert.FromHexString(line))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Use(
                $"The key file {file} cannot be read: {e.Message}",
                "Key files are named relative to the configuration file.");
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
