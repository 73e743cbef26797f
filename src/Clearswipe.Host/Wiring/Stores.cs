using System.Data.Common;
using Clearswipe.Host.Commands;
using Clearswipe.Host.Settings;
using Clearswipe.Store;

namespace Clearswipe.Host.Wiring;

/// <summary>Opens the tables of a part where its configuration says: in its data folder, or in a PostgreSQL.</summary>
static class Stores
{
    private static readonly string[] Passwords = ["password", "pwd", "psw"];

    public static Database Open(
        StoreFile? store, string config, Func<Database> file, Func<string, TimeProvider, Database> postgres,
        TimeProvider time)
    {
        try
        {
            return store is null ? file() : postgres(Checked(Place(config), store.Postgres).ConnectionString, time);
        }
        catch (StoreUnreachableException failure)
        {
            throw Trouble.Found(
                $"{Name(config, store!)} cannot be reached: {failure.InnerException!.Message}",
                "Check that it runs, that the address, database and user are right, and the password in the passfile.");
        }
        catch (StoreUnsafeException failure)
        {
            throw Trouble.Found(failure.Message, "Set it on and reload the server: money is not kept on such a one.");
        }
        catch (MigrationException failure)
        {
            throw Trouble.Found(failure.Message, "Start the program that is as new as its data, or name other data.");
        }
    }

    /// <summary>
    /// A connection string as it was written somewhere, without a password: a configuration is copied, mailed and kept
    /// under version control, and a command line is seen by all.
    /// </summary>
    public static DbConnectionStringBuilder Checked(string place, string written)
    {
        DbConnectionStringBuilder settings;
        try
        {
            settings = new DbConnectionStringBuilder { ConnectionString = written };
        }
        catch (ArgumentException)
        {
            throw Trouble.Use($"{place} is no connection string.", Example);
        }

        if (Passwords.Any(settings.ContainsKey))
            throw Trouble.Use(
                $"{place} holds a password.",
                "Take it out and put it into a passfile (Passfile=…), ~/.pgpass, or the environment as PGPASSWORD.");
        if (!settings.ContainsKey("host") || !settings.ContainsKey("database"))
            throw Trouble.Use($"{place} names no Host or no Database.", Example);
        return settings;
    }

    private const string Example = "Write it like \"Host=10.0.0.7;Database=switch;Username=clearswipe\".";

    private static string Place(string config) => $"{config}: store: postgres:";

    private static string Name(string config, StoreFile store)
    {
        var settings = Checked(Place(config), store.Postgres);
        return $"The database {settings["database"]} at {settings["host"]}";
    }
}
