using System.Globalization;
using Clearswipe.Vocabulary;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>A mapping in a catalogue file. It knows its file and lines, and refuses a key that nobody reads.</summary>
sealed class Page
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _asked = [];

    private Page(string file, YamlMappingNode node)
    {
        _file = file;
        _node = node;
    }

    public static Page Open(string file, string text)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (YamlException fault)
        {
            throw new CatalogueFault(file, fault.Start.Line, fault.Message);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The library says so of some ill-formed flows; its parser still knows how far it came.
            throw new CatalogueFault(file, parser.Current?.Start.Line ?? 1, "a bracket or a quote is not closed");
        }

        return stream.Documents is [{ RootNode: YamlMappingNode root }]
            ? new Page(file, root)
            : throw new CatalogueFault(file, 1, "one mapping is expected");
    }

    public IEnumerable<string> Keys => _node.Children.Keys.Select(key => key is YamlScalarNode { Value: { } name }
        ? name
        : throw new CatalogueFault(_file, key.Start.Line, "a key is one word"));

    public bool Has(string key) => _node.Children.ContainsKey(key);

    public string Text(string key) =>
        Child(key) is YamlScalarNode { Value: { Length: > 0 } text }
            ? text
            : throw Fault(key, $"\"{key}\" is one text");

    public double Number(string key) =>
        double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? number
            : throw Fault(key, $"\"{key}\" is a number, not \"{Text(key)}\"");

    public double Number(string key, double otherwise) => Has(key) ? Number(key) : otherwise;

    /// <summary>A number from zero to one.</summary>
    public double Probability(string key) =>
        Number(key) is >= 0 and <= 1 and var probability
            ? probability
            : throw Fault(key, $"\"{key}\" is a probability, from 0 to 1");

    public T Word<T>(string key) where T : struct, Enum => Word<T>(key, Text(key));

    /// <summary>One of our own names, found at a key.</summary>
    public T Word<T>(string key, string word) where T : struct, Enum =>
        Words.Read<T>(word) ?? throw Fault(key, $"\"{word}\" is none of {Words.Listed<T>()}");

    public bool Flag(string key) => Has(key) && Text(key) switch
    {
        "yes" => true,
        "no" => false,
        _ => throw Fault(key, $"\"{key}\" is yes or no"),
    };

    public Bilingual Bilingual(string key)
    {
        var page = Inner(key);
        var words = new Bilingual(page.Text("zh"), page.Text("en"));
        page.Close();
        return words;
    }

    public Bilingual? BilingualOrNone(string key) => Has(key) ? Bilingual(key) : null;

    public Page Inner(string key) =>
        Child(key) is YamlMappingNode inner ? new Page(_file, inner) : throw Fault(key, $"\"{key}\" is a mapping");

    public Page? InnerOrNone(string key) => Has(key) ? Inner(key) : null;

    public IReadOnlyList<string> List(string key) =>
        Child(key) is YamlSequenceNode list && list.Children.All(item => item is YamlScalarNode)
            ? [.. list.Children.Select(item => ((YamlScalarNode)item).Value!)]
            : throw Fault(key, $"\"{key}\" is a list of texts");

    public IReadOnlyList<string> ListOrNone(string key) => Has(key) ? List(key) : [];

    /// <summary>All has been read: a key left over is a slip of the pen, and would silently do nothing.</summary>
    public void Close()
    {
        if (Keys.FirstOrDefault(key => !_asked.Contains(key)) is { } unknown)
            throw Fault(unknown, $"nothing here is called \"{unknown}\"");
    }

    public CatalogueFault Fault(string key, string what) =>
        new(_file, (_node.Children.TryGetValue(key, out var node) ? node : _node).Start.Line, what);

    private YamlNode Child(string key)
    {
        _asked.Add(key);
        return _node.Children.TryGetValue(key, out var child)
            ? child
            : throw Fault(key, $"\"{key}\" is missing");
    }
}
