using Clearswipe.Host.Commands;
using Clearswipe.Vault;

namespace Clearswipe.Host.Wiring;

/// <summary>
/// A part that runs from a configuration may be a real one, and keys of real cards never stand in ordinary memory: a
/// software vault must be allowed by name.
/// </summary>
static class VaultRule
{
    private const string Warning =
        "SOFTWARE VAULT: keys stand in ordinary memory. For development, training and simulation alone: "
        + "never connect a real card or a real bank.";

    public static async Task Check(KeyVault vault, bool isAllowed, string config, Shell shell)
    {
        if (!vault.IsForDevelopment)
            return;
        if (!isAllowed)
            throw Trouble.Use(
                $"{config}: this part would keep its keys in a software vault, in ordinary memory, "
                + "which is for development alone.",
                "For tests and training with keys that are worth nothing, write allow-software-vault: true into it. "
                + "For real cards, use a hardware security module.");
        await shell.Error.WriteLineAsync(Warning);
    }
}
