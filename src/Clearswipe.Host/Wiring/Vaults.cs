using System.Security.Cryptography;
using Clearswipe.Host.Commands;
using Clearswipe.Host.Settings;
using Clearswipe.Vault;
using Clearswipe.Vault.Pkcs11;
using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Wiring;

/// <summary>
/// The vault of a part that runs from a configuration. It may be a real one, and keys of real cards never stand in
/// ordinary memory: a software vault must be allowed by name.
/// </summary>
static class Vaults
{
    private const string Warning =
        "SOFTWARE VAULT: keys stand in ordinary memory. For development, training and simulation alone: "
        + "never connect a real card or a real bank.";

    public static async Task<KeyVault> Open(
        VaultFile? file, bool isSoftwareAllowed, string config, DataFolder data, IChance chance, Shell shell)
    {
        var book = new KeyLog(data.FileOf("keys.log"));
        if (file is not null)
            return WithPin(config, file.Pkcs11, (settings, pin) =>
                KeyVault.OpenPkcs11(settings, pin, book, shell.Time));
        if (!isSoftwareAllowed)
            throw Trouble.Use(
                $"{config}: this part would keep its keys in a software vault, in ordinary memory, "
                + "which is for development alone.",
                "For real cards, name a security module under vault: pkcs11:. For tests and training with keys that "
                + "are worth nothing, write allow-software-vault: true into it.");
        await shell.Error.WriteLineAsync(Warning);
        return data.OpenVault(chance, book, shell.Time);
    }

    /// <summary>Makes the storage keys in a token, once.</summary>
    public static void Provision(string config, TokenFile token) =>
        WithPin(config, token, static (settings, pin) =>
        {
            KeyVault.ProvisionPkcs11(settings, pin);
            return 0;
        });

    private static T WithPin<T>(string config, TokenFile token, Func<Pkcs11Settings, byte[], T> act)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(config))!, token.PinFile);
        var pin = ReadPin(config, file);
        try
        {
            return act(
                new Pkcs11Settings { Library = token.Library, Token = token.Token, KeyLabel = token.KeyLabel }, pin);
        }
        catch (TokenException e)
        {
            throw Trouble.Found(
                $"{config}: {e.Message}",
                "Compare library, token, key-label and the PIN with the module's; "
                + "`clearswipe keys provision` makes the storage keys of a new token.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pin);
        }
    }

    private static byte[] ReadPin(string config, string file)
    {
        try
        {
#pragma warning disable RS0030 // The token's PIN lies in a file of the operator's.
            var bytes = File.ReadAllBytes(file);
#pragma warning restore RS0030
            var length = bytes.AsSpan().IndexOfAny((byte)'\r', (byte)'\n');
            var pin = length < 0 ? bytes.ToArray() : bytes[..length];
            CryptographicOperations.ZeroMemory(bytes);
            return pin;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Use(
                $"{config}: the PIN file {file} cannot be read: {e.Message}",
                "It holds the token's user PIN in one line, and is named relative to the configuration.");
        }
    }
}
