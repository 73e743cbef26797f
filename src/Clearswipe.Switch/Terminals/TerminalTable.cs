using System.Data.Common;
using Clearswipe.Store;
using Clearswipe.Vault.Keys;
using Clearswipe.Vocabulary;

namespace Clearswipe.Switch.Terminals;

/// <summary>The working keys of the terminals, so that they outlive a restart of the switch.</summary>
static class TerminalTable
{
    public static SignOn? Find(Session session, TerminalId terminal)
    {
        const string sql = """
            select batch, pin_key, pin_key_check, mac_key, mac_key_check, signed_on
            from terminal where terminal = @terminal
            """;
        return session.First(sql, Read, ("@terminal", terminal.Value));
    }

    // All keys or none: half-stored keys look like a wrong PIN pad for ever after. One row holds them all.
    public static void Save(Session session, TerminalId terminal, SignOn signOn)
    {
        const string sql = """
            insert into terminal (terminal, batch, pin_key, pin_key_check, mac_key, mac_key_check, signed_on)
            values (@terminal, @batch, @pin_key, @pin_key_check, @mac_key, @mac_key_check, @signed_on)
            on conflict (terminal) do update set
                batch = excluded.batch, pin_key = excluded.pin_key, pin_key_check = excluded.pin_key_check,
                mac_key = excluded.mac_key, mac_key_check = excluded.mac_key_check, signed_on = excluded.signed_on
            """;
        session.Execute(
            sql, ("@terminal", terminal.Value), ("@batch", signOn.Batch.Value), ("@pin_key", signOn.Keys.Pin.Sealed),
            ("@pin_key_check", signOn.Keys.Pin.CheckValue), ("@mac_key", signOn.Keys.Mac.Sealed),
            ("@mac_key_check", signOn.Keys.Mac.CheckValue), ("@signed_on", signOn.At.ToUnixTimeMilliseconds()));
    }

    private static SignOn Read(DbDataReader row) => new(
        new WorkingKeys(
            new SealedKey(KeyUse.Pin, (byte[])row[1], row.GetString(2)),
            new SealedKey(KeyUse.Mac, (byte[])row[3], row.GetString(4))),
        new BatchNumber(row.GetInt32(0)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)));
}
