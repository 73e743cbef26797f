using Clearswipe.Store;
using Clearswipe.Vault;
using Clearswipe.Vault.Ciphers;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Terminals;

/// <summary>Sign-on: fresh working keys under the terminal's master key, stored before they are sent.</summary>
sealed class KeyDelivery(Database database, KeyVault vault, Surroundings surroundings)
{
    private static readonly byte[] MacKeyPadding = new byte[8];

    /// <summary>
    /// Field 62 of the answer. The same sign-on doubled on its way gets the same keys: otherwise the terminal would
    /// take the first ones and we the second.
    /// </summary>
    public async Task<ReadOnlyMemory<byte>> Deliver(Terminal terminal, string trace)
    {
        if (terminal.SignOn?.Told is { } told && told.Trace == trace)
            return told.Delivery;

        var keys = new WorkingKeys(
            vault.Keys.Generate(KeyUse.Pin, KeyAlgorithm.TripleDes2),
            vault.Keys.Generate(KeyUse.Mac, KeyAlgorithm.Des));
        var delivery = Field62(terminal.Settings.Master, keys);
        var signOn = new SignOn(keys, terminal.Batch, surroundings.Now) { Told = (trace, delivery) };
        await database.Write(session => TerminalTable.Save(session, terminal.Settings.Terminal, signOn));
        terminal.SignedOn(signOn);
        return delivery;
    }

    // 60.3 = 003: PIN key 16 and check value 4, MAC key 8, eight zero bytes and check value 4.
    private byte[] Field62(SealedKey master, WorkingKeys keys)
    {
        var (pin, mac) = (vault.Keys.Wrap(master, keys.Pin), vault.Keys.Wrap(master, keys.Mac));
        return
        [
            .. pin.Cryptogram.Span, .. pin.CheckValue.Span,
            .. mac.Cryptogram.Span, .. MacKeyPadding, .. mac.CheckValue.Span,
        ];
    }
}
