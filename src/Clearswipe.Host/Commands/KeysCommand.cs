using System.CommandLine;
using System.Security.Cryptography;
using Clearswipe.Host.Settings;
using Clearswipe.Host.Wiring;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vault.Software;
using Spectre.Console;

namespace Clearswipe.Host.Commands;

/// <summary>
/// `keys`: components, a ceremony by two officers, the storage keys of a token, and what a key file is.
/// </summary>
static class KeysCommand
{
    private static readonly Option<string> Config = new("--config")
    {
        Description = "the configuration of the part whose vault it is: its vault: or allow-software-vault: is read",
        Required = true,
    };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "that part's data folder, for the software vault's key and for the key book",
        Required = true,
    };

    private static readonly Option<KeyUse> Use = new("--use") { Description = "its one use", Required = true };

    private static readonly Option<KeyAlgorithm> Algorithm =
        new("--algorithm") { DefaultValueFactory = _ => KeyAlgorithm.TripleDes2, Description = "its cipher" };

    private static readonly Option<string> Out =
        new("--out") { Description = "the sealed key file to write; it must not exist yet", Required = true };

    private static readonly Option<int> Officers =
        new("--officers") { DefaultValueFactory = _ => 2, Description = "how many give a component, 2 to 9" };

    private static readonly Argument<string> File = new("FILE") { Description = "a sealed key file" };

    public static Command Create(Shell shell)
    {
        var component = new Command("component", "Make a random component and print it once, for one officer")
        {
            Algorithm,
        };
        component.SetAction(parsed => Component(shell, parsed.GetValue(Algorithm)));
        var ceremony = new Command("ceremony", "Combine the officers' components to a sealed key file")
        {
            Use, Algorithm, Officers, Out, Config, Data,
        };
        ceremony.SetAction((parsed, _) => Ceremony(shell, parsed));
        var provision = new Command("provision", "Make the storage keys in a new token") { Config };
        provision.SetAction(parsed => Provision(shell, parsed.GetRequiredValue(Config)));
        var check = new Command("check", "Say what a sealed key file holds: never the key") { File };
        check.SetAction(parsed => Check(shell, parsed.GetRequiredValue(File)));
        return new Command("keys", "Key ceremony: components, check values, sealed key files, a token's storage keys")
        {
            component, ceremony, provision, check,
        };
    }

    private static int Component(Shell shell, KeyAlgorithm algorithm)
    {
        Span<byte> component = stackalloc byte[algorithm.KeyLength()];
        KeyCeremony.MakeComponent(algorithm, new CryptoChance(), component, out var checkValue);
        shell.Out.WriteLine(string.Join(' ', Convert.ToHexString(component).Chunk(4).Select(four => new string(four))));
        shell.Out.WriteLine($"Check value {checkValue}");
        shell.Error.WriteLine(
            "It is shown this once. One officer writes it down, alone, and keeps it sealed; another makes the next.");
        CryptographicOperations.ZeroMemory(component);
        return ExitCode.Good;
    }

    private static async Task<int> Ceremony(Shell shell, ParseResult parsed)
    {
        var (config, to) = (parsed.GetRequiredValue(Config), parsed.GetRequiredValue(Out));
        if (Path.Exists(to))
            throw Trouble.Use($"{to} exists already.", "Name a new file: a key is never written over another.");
        var file = YamlFile.ReadPart<KeysFile>(config);
        using var data = DataFolder.Open(parsed.GetRequiredValue(Data), "keys").Locked();
        using var vault =
            await Vaults.Open(file.Vault, file.AllowSoftwareVault, config, data, new CryptoChance(), shell);
        var algorithm = parsed.GetValue(Algorithm);
        using var ceremony = vault.Keys.BeginCeremony(parsed.GetValue(Use), algorithm);
        for (var officer = 1; officer <= parsed.GetValue(Officers); officer++)
            Take(shell, ceremony, algorithm, officer);
        switch (ceremony.Complete())
        {
            case CeremonyStep.Completed(var key):
                KeyFile.Write(to, key);
                await shell.Out.WriteLineAsync($"{key.Use} key, {key.Algorithm}, check value {key.CheckValue}: {to}");
                return ExitCode.Good;
            case CeremonyStep.Refused(var because):
                throw Trouble.Found(because, "Nothing was written. Begin the ceremony anew.");
            default:
                throw Trouble.Found("The ceremony did not end.", "Nothing was written. Begin it anew.");
        }
    }

    private static void Take(Shell shell, KeyCeremony ceremony, KeyAlgorithm algorithm, int number)
    {
        var name = Ask(shell, $"Officer {number}, your name: ", isSecret: false);
        var digits = Ask(shell, $"{name}, your component ({2 * algorithm.KeyLength()} hexadecimal digits): ", true);
        Span<byte> component = stackalloc byte[algorithm.KeyLength()];
        var hex = digits.Replace(" ", "");
        if (hex.Length != 2 * component.Length || !hex.All(char.IsAsciiHexDigit))
            throw Trouble.Use(
                $"Officer {number}: that is no component.",
                $"A component of this key has {2 * component.Length} hexadecimal digits. Begin the ceremony anew.");
        Convert.FromHexString(hex, component, out _, out _);
        if (ceremony.Add(name, component) is not CeremonyStep.Taken(var checkValue))
            throw Trouble.Use(
                $"Officer {number}: the component was not taken.",
                "Each officer gives one component, and none is weak. Begin the ceremony anew.");
        shell.Out.WriteLine($"Check value {checkValue}: compare it with the one on your envelope.");
    }

    // At a terminal a component does not show; from a pipe it is a line.
    private static string Ask(Shell shell, string question, bool isSecret)
    {
        if (ReferenceEquals(shell.In, Console.In) && !Console.IsInputRedirected)
            return isSecret
                ? shell.Screen.Prompt(new TextPrompt<string>(question).Secret(null))
                : shell.Screen.Prompt(new TextPrompt<string>(question));
        return shell.In.ReadLine()?.Trim()
            ?? throw Trouble.Use("The input ended within the ceremony.", "Each officer gives a name and a component.");
    }

    private static int Provision(Shell shell, string config)
    {
        if (YamlFile.ReadPart<KeysFile>(config).Vault is not { } vault)
            throw Trouble.Use($"{config} names no security module.", "Write vault: pkcs11: with its token into it.");
        Vaults.Provision(config, vault.Pkcs11);
        shell.Out.WriteLine($"The token {vault.Pkcs11.Token} has its storage keys. Back it up as its maker says.");
        return ExitCode.Good;
    }

    private static int Check(Shell shell, string file)
    {
        var key = KeyFile.Read(file);
        shell.Out.WriteLine($"{file}: {key.Use} key, {key.Algorithm}, check value {key.CheckValue}");
        return ExitCode.Good;
    }
}
