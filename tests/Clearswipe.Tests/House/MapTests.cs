using System.Xml.Linq;

namespace Clearswipe.Tests.House;

/// <summary>The map of the house: which room may see which. A new arrow is a decision record first.</summary>
public sealed class MapTests
{
    private static readonly Dictionary<string, string[]> Map = new()
    {
        ["Vocabulary"] = [],
        ["Wire"] = ["Vocabulary"],
        ["Vault"] = ["Vocabulary"],
        ["Store"] = ["Vocabulary"],
        ["Remedy"] = ["Vocabulary"],
        ["Counter"] = ["Vocabulary", "Wire", "Vault", "Store", "Remedy"],
        ["Switch"] = ["Vocabulary", "Wire", "Vault", "Store"],
        ["Issuer"] = ["Vocabulary", "Wire", "Vault", "Store"],
        ["Prevention"] = ["Vocabulary", "Store", "Remedy"],
        ["Lab"] = ["Vocabulary", "Wire", "Vault", "Store", "Remedy", "Counter", "Switch", "Issuer", "Prevention"],
        ["Host"] =
            ["Vocabulary", "Wire", "Vault", "Store", "Remedy", "Counter", "Switch", "Issuer", "Prevention", "Lab"],
    };

    public static TheoryData<string> Rooms => [.. Map.Keys];

    [Fact]
    public void The_house_has_exactly_the_rooms_of_the_map() =>
        Assert.Equal(
            Map.Keys.Order(),
            Directory.GetDirectories(Path.Combine(House.Root, "src")).Select(RoomOf).Order());

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_sees_only_what_the_map_allows(string room)
    {
        var name = $"Clearswipe.{room}";
        var project = XDocument.Load(Path.Combine(House.Root, "src", name, $"{name}.csproj"));
        var seen = project.Descendants("ProjectReference")
            .Select(reference => RoomOf(Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)));

        Assert.Empty(seen.Except(Map[room]));
    }

    [Fact]
    public void No_source_file_is_longer_than_a_reader_bears() =>
        Assert.Empty(House.Sources().Where(file => File.ReadLines(file).Count() > 300).Select(House.Short));

    [Fact]
    public void No_line_is_longer_than_120_characters() =>
        Assert.Empty(
            from file in House.Sources()
            from line in File.ReadLines(file).Select((text, index) => (text, number: index + 1))
            where line.text.Length > 120 && !line.text.Contains("http", StringComparison.Ordinal)
            select $"{House.Short(file)}:{line.number}");

    private static string RoomOf(string path) => Path.GetFileName(path)["Clearswipe.".Length..];
}
