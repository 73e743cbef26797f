using System.Globalization;
using Clearswipe.Host.Commands;
using Clearswipe.Lab.Worlds;

namespace Clearswipe.Stories;

/// <summary>A world's file is written by hand: what is wrong with it is said with its file and its line.</summary>
public sealed class HostileWorldStories
{
    private static readonly string[] Nonsense =
        ["", "-1", "0", "99999999999999999999", "1e400", "x", "[]", "{}", "*", "\"", "2000000000h", "0x10", "~"];

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "seed: 77", "seed: many", "kill.yaml:3: \"seed\" is no whole number" },
        { "seed: 77", "sede: 77", "kill.yaml:3: nobody knows the key \"sede\"" },
        { "bin: \"999901\"", "bin: \"622202\"", "kill.yaml:12: \"bin\" is 9999 and two digits" },
        { "lines: [wire]", "lines: [wire, moon]", "kill.yaml:9: there is no line \"moon\"" },
        { "issuer: bank, account: 2", "issuer: bunk, account: 2", "kill.yaml:18: there is no issuer \"bunk\"" },
        { "account: 2", "account: 1", "kill.yaml:17: first and next have one account" },
        { "[wire]", "[wire", "kill.yaml:9: a bracket or brace is not closed" },
        { "id: bank", "id: ../bank", "kill.yaml:11: \"id\" is at most 11 small letters, digits and hyphens" },
        { "id: bank", "id: switch", "kill.yaml:17: there is no issuer \"bank\"" },
        { "account: 2", "account: 2, tries-spent: 4", "kill.yaml:18: \"tries-spent\" is at most 3" },
        { "- { name: wire }", "- { name: wire }\n  - { name: wire }", "kill.yaml:7: two lines are called \"wire\"" },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_file_and_line(string good, string bad, string said)
    {
        var text = KillPlot.Text.Replace(good, bad, StringComparison.Ordinal);

        Assert.Null(World.Read(text, "kill.yaml", out var fault));
        Assert.StartsWith(said, fault!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_stands_in_any_place_the_file_is_read_or_refused_with_a_line()
    {
        var lines = KillPlot.Text.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            ReadOrRefused(lines, at, "");
            ReadOrRefused(lines, at, lines[at] + lines[at]);
            ReadOrRefused(lines, at, "\t" + lines[at]);
            var colon = lines[at].IndexOf(": ", StringComparison.Ordinal);
            foreach (var nonsense in Nonsense.Where(_ => colon > 0))
                ReadOrRefused(lines, at, $"{lines[at][..colon]}: {nonsense}");
        }
    }

    [Fact]
    public async Task The_program_says_where_the_mistake_is_and_ends_as_wrongly_used()
    {
        var folder = Directory.CreateTempSubdirectory("clearswipe-world-");
        try
        {
            var file = Path.Combine(folder.FullName, "mine.yaml");
            await File.WriteAllTextAsync(file, KillPlot.Text.Replace("seed: 77", "seed: many"));
            var (said, told) = (new StringWriter(), new StringWriter());

            var code = await CommandLine.Run(
                ["lab", "run", file], new Shell(TextReader.Null, said, told, TimeProvider.System));

            Assert.Equal(ExitCode.WrongUse, code);
            Assert.Equal("", said.ToString());
            Assert.StartsWith($"{file}:3: \"seed\" is no whole number", told.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void ReadOrRefused(string[] lines, int at, string instead)
    {
        var text = string.Join('\n', lines.Select((line, number) => number == at ? instead : line));
        try
        {
            if (World.Read(text, "kill.yaml", out var fault) is null)
                Assert.InRange(fault!.Line, 1, lines.Length + 1);
        }
        catch (Exception thrown)
        {
            Assert.Fail(string.Create(
                CultureInfo.InvariantCulture, $"line {at + 1} as \"{instead}\" is not refused, it throws: {thrown}"));
        }
    }
}
