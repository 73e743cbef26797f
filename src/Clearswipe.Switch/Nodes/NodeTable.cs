using Clearswipe.Store;
using Clearswipe.Switch.Attempts;

namespace Clearswipe.Switch.Nodes;

/// <summary>A node that lives, as the table shows it: its beats rise as long as it does.</summary>
readonly record struct NodeRow(long Version, string Name, long Beats);

/// <summary>The nodes over one database, a row for each run of a switch machine.</summary>
static class NodeTable
{
    /// <summary>A new node under the next version.</summary>
    public static long Add(Session session, string name)
    {
        var version = session.First("select coalesce(max(version), 0) + 1 from node", row => row.GetInt64(0));
        session.Execute(
            "insert into node (version, name, beats) values (@version, @name, 0)",
            ("@version", version), ("@name", name));
        return version;
    }

    /// <summary>Changes one row while the node has its lease, and none after another took its place.</summary>
    public static Statement Beat(long version) =>
        new("update node set beats = beats + 1 where version = @version and heir is null", ("@version", version));

    public static IReadOnlyList<NodeRow> Living(Session session) =>
        session.Query(
            "select version, name, beats from node where heir is null order by version",
            row => new NodeRow(row.GetInt64(0), row.GetString(1), row.GetInt64(2)));

    /// <summary>
    /// Fences a node that has not written since these beats, and takes over what it left open; its forwarded attempts
    /// are returned. Null when it lives after all, or when another was faster.
    /// </summary>
    public static IReadOnlyList<long>? TakeOver(Session session, NodeRow dead, long heir)
    {
        const string sql = """
            update node set heir = @heir where version = @version and beats = @beats and heir is null
            """;
        var changed = session.Execute(
            sql, ("@heir", heir), ("@version", dead.Version), ("@beats", dead.Beats));
        return changed == 1 ? AttemptTable.TakeOver(session, dead.Version, heir) : null;
    }
}
