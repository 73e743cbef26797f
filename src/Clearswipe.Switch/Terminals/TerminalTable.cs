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
            select batch, pin_key, mac_key, signed_on, track_key, signed_off from terminal where terminal = @terminal
            """;
        return session.First(sql, Read, ("@terminal", terminal.Value));
    }

    // All keys or none: half-stored keys look like a wrong PIN pad for ever after. One row holds them all.
    public static void Save(Session session, TerminalId terminal, SignOn signOn)
    {
        const string sql = """
            insert into terminal (terminal, batch, pin_key, mac_key, signed_on, track_key, signed_off)
            values (@terminal, @batch, @pin_key, @mac_key, @signed_on, @track_key, 0)
            on conflict (terminal) do update set
                batch = excluded.batch, pin_key = excluded.pin_key, mac_key = excluded.mac_key,
                signed_on = excluded.signed_on, track_key = excluded.track_key, signed_off = 0
            """;
        session.Execute(
            sql, ("@terminal", terminal.Value), ("@batch", signOn.Batch.Value),
            ("@pin_key", signOn.Keys.Pin.ToBytes()), ("@mac_key", signOn.Keys.Mac.ToBytes()),
            ("@signed_on", signOn.At.ToUnixTimeMilliseconds()), ("@track_key", signOn.Keys.Track?.ToBytes()));
    }

    public static void SignOff(Session session, TerminalId terminal) => session.Execute(
        "update terminal set signed_off = 1 where terminal = @terminal", ("@terminal", terminal.Value));

    private static SignOn Read(Row row) => new(
        new WorkingKeys(Key(row, 1), Key(row, 2), row.IsDBNull(4) ? null : Key(row, 4)),
        new BatchNumber(row.GetInt32(0)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)))
    {
        IsOff = row.GetInt64(5) == 1,
    };

    private static SealedKey Key(Row row, int column)
    {
        var key = SealedKey.TryRead(row.GetBytes(column));
        Invariant.Holds(key is not null, "what the table holds of a terminal's keys is what was stored");
        return key;
    }
}
