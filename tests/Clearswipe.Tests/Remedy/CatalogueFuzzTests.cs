using Clearswipe.Remedy.Catalogue;

namespace Clearswipe.Tests.Remedy;

/// <summary>
/// Whatever is done to a file of the catalogue, it is read whole or refused with file, line and what is wrong.
/// </summary>
public sealed class CatalogueFuzzTests
{
    private static readonly string[] Slips =
    [
        "", "{", "}", ":", "\n", "  ", "- ", "\t", "\"", "-1", "2", "NaN", "1e999", "[", "? ", "&a", "*a", "#", "、",
        "\0", "else", "!!int ",
    ];

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void A_changed_file_is_read_whole_or_refused_with_its_line(int seed)
    {
        var chance = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var leaf = Shelf.All[chance.Next(Shelf.All.Count)];
            var changed = leaf with { Text = Changed(leaf.Text, chance) };
            var fault = Record.Exception(
                () => Book.Read([.. Shelf.All.Select(other => other == leaf ? changed : other)]));
            Assert.True(fault is null or CatalogueFault { Line: > 0 }, $"{leaf.Path}: {fault}\n{changed.Text}");
        }
    }

    private static string Changed(string text, Random chance)
    {
        var at = chance.Next(text.Length);
        return text[..at] + Slips[chance.Next(Slips.Length)] + text[Math.Min(text.Length, at + chance.Next(4))..];
    }
}
