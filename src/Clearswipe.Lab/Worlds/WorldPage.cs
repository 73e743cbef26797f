using System.Globalization;
using Clearswipe.Vocabulary;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Clearswipe.Lab.Worlds;

/// <summary>What is wrong with a world's file, and where.</summary>
public sealed record WorldFault(string File, long Line, string Reason)
{
    public override string ToString() => $"{File}:{Line}: {Reason}";
}

/// <summary>Ends the reading of a world; it never leaves <see cref="World.Read"/>.</summary>
sealed class WorldFaultException(WorldFault fault) : Exception(fault.ToString())
{
    public WorldFault Fault { get; } = fault;
}

/// <summary>One mapping of a world's file: it is asked for keys, and refuses one that nobody asked for.</summary>
sealed class WorldPage
{
    // An issuer's name fills eleven characters of field 44, an amount twelve digits of field 4 (ISO 8583).
    private const int LongestWord = 11;
    private const long MostYuan = 10_000_000_000;
    private const int LongestSpan = 1_000_000;
    private const double MostNumber = 1e9;

    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _asked = [];

    private WorldPage(string file, YamlMappingNode node) => (_file, _node) = (file, node);

    public static WorldPage Open(string file, string text)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (YamlException error)
        {
            throw new WorldFaultException(new WorldFault(file, error.Start.Line, error.Message));
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet ends so at an unclosed bracket; the last thing that it understood stands near it.
            var line = parser.Current?.End.Line ?? 1;
            throw new WorldFaultException(new WorldFault(file, line, "a bracket or brace is not closed"));
        }

        return stream.Documents is [{ RootNode: YamlMappingNode root }]
            ? new WorldPage(file, root)
            : throw new WorldFaultException(new WorldFault(file, 1, "a world is one mapping of keys"));
    }

    public bool Has(string key) => Find(key) is not null;

    public string Text(string key) => Find(key) switch
    {
        YamlScalarNode { Value: { Length: > 0 } value } => value,
        null => throw Fault($"\"{key}\" is missing"),
        var node => throw Fault(node, $"\"{key}\" is no text"),
    };

    public string Text(string key, string otherwise) => Has(key) ? Text(key) : otherwise;

    /// <summary>A number from zero up to the most that makes sense.</summary>
    public int Whole(string key, int otherwise, int most = int.MaxValue) =>
        !Has(key) ? otherwise
        : !int.TryParse(Text(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? throw Fault(Find(key)!, $"\"{key}\" is no whole number")
        : number > most ? throw Fault(Find(key)!, $"\"{key}\" is at most {most}")
        : number;

    /// <summary>A name that may also be a file's: small letters, digits and hyphens.</summary>
    public string Word(string key) =>
        Text(key) is { Length: <= LongestWord } word && word.All(IsOfWord)
            ? word
            : throw Fault(Find(key)!, $"\"{key}\" is at most {LongestWord} small letters, digits and hyphens");

    /// <summary>A share between 0 and 1.</summary>
    public double Share(string key) =>
        !Has(key) ? 0
        : double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            && share is >= 0 and <= 1
            ? share
            : throw Fault(Find(key)!, $"\"{key}\" is no share between 0 and 1");

    /// <summary>A number from zero up; zero where the key is missing.</summary>
    public double Number(string key) =>
        !Has(key) ? 0
        : double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= 0 and < MostNumber
            ? number
            : throw Fault(Find(key)!, $"\"{key}\" is no number from 0 up");

    /// <summary>Names and their weights, each above zero; empty where the key is missing.</summary>
    public IReadOnlyDictionary<string, double> Weights(string key)
    {
        if (!Has(key))
            return new Dictionary<string, double>();
        var page = Page(key);
        var names = page._node.Children.Keys.OfType<YamlScalarNode>().Select(name => name.Value!).ToList();
        var weights = names.ToDictionary(name => name, page.Number);
        return weights.Count > 0 && weights.Values.All(weight => weight > 0)
            ? weights
            : throw FaultAt(key, $"\"{key}\" is names with weights above zero");
    }

    /// <summary>"250ms", "3s", "5m" or "2h".</summary>
    public TimeSpan Span(string key) =>
        !Has(key) ? TimeSpan.Zero
        : Duration(Text(key)) ?? throw Fault(Find(key)!, $"\"{key}\" is no time span such as 250ms, 3s, 5m or 2h");

    /// <summary>Yuan with at most two decimals.</summary>
    public Money Yuan(string key, Money otherwise) =>
        !Has(key) ? otherwise
        : decimal.TryParse(Text(key), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
            && decimal.Round(yuan, 2) == yuan && yuan < MostYuan
            ? Money.Fen((long)(yuan * 100))
            : throw Fault(Find(key)!, $"\"{key}\" is no amount in yuan");

    public bool YesNo(string key) => Text(key, "no") switch
    {
        "yes" or "true" => true,
        "no" or "false" => false,
        _ => throw Fault(Find(key)!, $"\"{key}\" is yes or no"),
    };

    /// <summary>A name of ours in small letters with hyphens: "bad-answer-to-reset".</summary>
    public T Choice<T>(string key, T otherwise)
        where T : struct, Enum
    {
        if (!Has(key))
            return otherwise;
        var names = Enum.GetValues<T>().ToDictionary(value => Spelling.Hyphenated(value.ToString()));
        return names.TryGetValue(Text(key), out var value)
            ? value
            : throw Fault(Find(key)!, $"\"{key}\" is one of {string.Join(", ", names.Keys)}");
    }

    public Bilingual Bilingual(string key)
    {
        var page = Page(key);
        var text = new Bilingual(page.Text("zh"), page.Text("en"));
        page.Close();
        return text;
    }

    public WorldPage Page(string key) =>
        Find(key) is YamlMappingNode node
            ? new WorldPage(_file, node)
            : throw FaultAt(key, $"\"{key}\" is a mapping of keys");

    public IReadOnlyList<T> Each<T>(string key, Func<WorldPage, T> read)
    {
        if (!Has(key))
            return [];
        return Find(key) is YamlSequenceNode list
            ? [.. list.Children.Select(child => Read(child, read))]
            : throw Fault(Find(key)!, $"\"{key}\" is a list");
    }

    public IReadOnlyList<string> Words(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode list when list.Children.All(child => child is YamlScalarNode) =>
            [.. list.Children.Select(child => ((YamlScalarNode)child).Value ?? "")],
        var node => throw Fault(node, $"\"{key}\" is a list of words"),
    };

    public WorldFaultException Fault(string reason) => Fault(_node, reason);

    public WorldFaultException FaultAt(string key, string reason) => Fault(Find(key) ?? _node, reason);

    /// <summary>Every key was asked for; another one is a mistake that would do nothing in silence.</summary>
    public void Close()
    {
        var known = string.Join(", ", _asked.Order());
        foreach (var key in _node.Children.Keys.OfType<YamlScalarNode>().Where(key => !_asked.Contains(key.Value!)))
            throw Fault(key, $"nobody knows the key \"{key.Value}\"; here stand {known}");
    }

    private static TimeSpan? Duration(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (!int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > LongestSpan)
            return null;
        return text[digits..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => null,
        };
    }

    private static bool IsOfWord(char letter) =>
        char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-';

    private T Read<T>(YamlNode node, Func<WorldPage, T> read)
    {
        if (node is not YamlMappingNode mapping)
            throw Fault(node, "each entry of this list is a mapping of keys");
        var page = new WorldPage(_file, mapping);
        var value = read(page);
        page.Close();
        return value;
    }

    private YamlNode? Find(string key)
    {
        _asked.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    private WorldFaultException Fault(YamlNode node, string reason) =>
        new(new WorldFault(_file, node.Start.Line, reason));
}
