using System.Text.RegularExpressions;
using Clearswipe.Switch;
using Clearswipe.Switch.Attempts;
using Clearswipe.Switch.Settlements;

namespace Clearswipe.Tests.Switch;

/// <summary>What a switch asks its journal again and again reads the rows that it wants, not years of others.</summary>
public sealed partial class QueryPlanTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clearswipe-plans-");

    [Theory]
    [InlineData("attempt_open", AttemptTable.ForwardedUpToNumber)]
    [InlineData("attempt_open", $"select * from attempt where {AttemptTable.IsToldAgain}")]
    [InlineData("attempt_open", $"update attempt set node = @heir where node = @dead and {AttemptTable.IsOpen}")]
    [InlineData("attempt_day", $"select * from attempt where {DayTable.OfIssuerAndDay} order by number")]
    [InlineData("attempt_day", DayTable.FirstOpen)]
    [InlineData("attempt_day", DayTable.IssuersOfDay)]
    public async Task A_query_that_comes_again_and_again_goes_by_its_index(string index, string sql)
    {
        await using var database = SwitchNode.OpenDatabase(Path.Combine(_folder.FullName, "switch.db"));
        (string, object?)[] parameters =
            [.. Parameter().Matches(sql).Select(match => match.Value).Distinct().Select(name => (name, (object?)null))];

        var plan = database.Read(session =>
            session.Query($"explain query plan {sql}", row => row.GetString(3), parameters));

        Assert.Contains($"INDEX {index}", string.Join('\n', plan), StringComparison.Ordinal);
        Assert.DoesNotContain(plan, step => step is "SCAN attempt");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [GeneratedRegex("@[a-z]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();
}
