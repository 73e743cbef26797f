using Clearswipe.Store;
using Clearswipe.Vault;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Terminals;

/// <summary>Sign-on: fresh working keys under the terminal's master key, stored before they are sent.</summary>
sealed class KeyDelivery(Database database, KeyVault vault, Surroundings surroundings)
{
    private static readonly byte[] MacKeyPadding = new byte[16];

    /// <summary>
    /// Field 62 of the answer. The same sign-on doubled on its way gets the same keys: otherwise the terminal would
    /// take the first ones and we the second.
    /// </summary>
    public async Task<ReadOnlyMemory<byte>> Deliver(Terminal terminal, string trace, KeyForm form)
    {
        if (terminal.SignOn?.Told is { } told && told.Trace == trace)
            return told.Delivery;

        var keys = new WorkingKeys(
            vault.Keys.Generate(KeyUse.Pin, form.Pin), vault.Keys.Generate(KeyUse.Mac, form.Mac),
            form.Track is { } track ? vault.Keys.Generate(KeyUse.Data, track) : null);
        var delivery = Field62(terminal.Settings.Master, keys);
        // One row holds them all, so that there are all or none.
        var signOn = new SignOn(keys, terminal.Batch, surroundings.Now) { Told = (trace, delivery) };
        await database.Write(session => TerminalTable.Save(session, terminal.Settings.Terminal, signOn));
        terminal.SignedOn(signOn);
        return delivery;
    }

    public async Task SignOff(Terminal terminal)
    {
        await database.Write(session => TerminalTable.SignOff(session, terminal.Settings.Terminal));
        terminal.SignedOff();
    }

    // Each key 16 and its check value 4; a MAC key of single DES is 8, with eight zero bytes behind it.
    private byte[] Field62(SealedKey master, WorkingKeys keys) =>
    [
        .. Delivered(master, keys.Pin), .. Delivered(master, keys.Mac),
        .. keys.Track is { } track ? Delivered(master, track) : [],
    ];

    private byte[] Delivered(SealedKey master, SealedKey key)
    {
        var wrapped = vault.Keys.Wrap(master, key);
        return [.. wrapped.Cryptogram.Span, .. MacKeyPadding[wrapped.Cryptogram.Length..], .. wrapped.CheckValue.Span];
    }
}
