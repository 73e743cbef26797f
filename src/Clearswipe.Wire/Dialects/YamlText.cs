using Clearswipe.Vocabulary;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Clearswipe.Wire.Dialects;

/// <summary>
/// Reads a YAML text into what is written there, whatever the text: its size and depth are bounded, and aliases, which
/// can make much of little, are refused.
/// </summary>
internal sealed class YamlText
{
    /// <summary>The longest text, in characters.</summary>
    public const int Longest = 256 * 1024;

    /// <summary>How deep lists and mappings may stand in each other.</summary>
    public const int Deepest = 16;

    private readonly Parser _parser;
    private readonly FaultList _faults;
    private bool _isTooDeep;

    private YamlText(string text, FaultList faults) =>
        (_parser, _faults) = (new Parser(new StringReader(text)), faults);

    /// <summary>The one document of a text, or null after a fault.</summary>
    public static Written? Read(string text, FaultList faults)
    {
        if (text.Length > Longest)
        {
            faults.Add(1, 1, $"the file has {text.Length} characters, and a dialect at most {Longest}: it holds more "
                + "than one, or something else");
            return null;
        }

        var yaml = new YamlText(text, faults);
        Written? written = null;
        try
        {
            written = yaml.Document();
        }
        catch (YamlException e)
        {
            faults.Add(LineOf(e.Start), ColumnOf(e.Start), $"this is no YAML: {(e.InnerException ?? e).Message}");
        }
        catch (Exception e) when (e is not (OutOfMemoryException or InvariantException))
        {
            // The library ends in many ways at texts that nobody would write; none is worth more than its place.
            var at = yaml._parser.Current?.End ?? Mark.Empty;
            faults.Add(
                LineOf(at), ColumnOf(at), "this is no YAML: a quote, bracket or brace near here is not closed");
        }

        return faults.IsEmpty ? written : null;
    }

    private Written? Document()
    {
        Written? written = null;
        while (!_isTooDeep && _parser.MoveNext())
        {
            if (_parser.Current is not (NodeEvent or AnchorAlias))
                continue;
            if (written is not null)
            {
                Fault("a second document starts here: one file holds one dialect, so give it a file of its own");
                return null;
            }

            written = Node(1);
        }

        if (written is null or Written.Word { Value: "" } && _faults.IsEmpty)
            _faults.Add(1, 1, "the file is empty: a dialect has a name, and fields of its own or extends another");
        return written;
    }

    // The parser stands at the node's first event, and is left at its last.
    private Written Node(int depth)
    {
        var (line, column) = (LineOf(_parser.Current!.Start), ColumnOf(_parser.Current.Start));
        if (_parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            Fault("anchors (&) and aliases (*) are not read here: write the value out where it is used");
        else if (_parser.Current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            Fault("tags (!) are not read here: take it out; every value is text");
        if (depth > Deepest)
        {
            Fault($"lists and mappings stand more than {Deepest} deep in each other: a dialect needs six");
            _isTooDeep = true;
        }

        return _isTooDeep ? new Written.Word(line, column, "") : _parser.Current switch
        {
            Scalar scalar => new Written.Word(line, column, scalar.Value),
            SequenceStart => new Written.List(line, column, Items(depth)),
            MappingStart => new Written.Table(line, column, Rows(depth)),
            _ => new Written.Word(line, column, ""),
        };
    }

    private List<Written> Items(int depth)
    {
        var items = new List<Written>();
        while (!_isTooDeep && _parser.MoveNext() && _parser.Current is not SequenceEnd)
            items.Add(Node(depth + 1));
        return items;
    }

    private List<(Written.Word, Written)> Rows(int depth)
    {
        var rows = new List<(Written.Word, Written)>();
        while (!_isTooDeep && _parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = Node(depth + 1);
            if (key is not Written.Word && !_isTooDeep)
                _faults.Add(key, "a key is one word, and not a list or a mapping: put quotes around it");
            if (_isTooDeep || !_parser.MoveNext())
                break;
            rows.Add((key as Written.Word ?? new Written.Word(key.Line, key.Column, ""), Node(depth + 1)));
        }

        return rows;
    }

    private void Fault(string message) =>
        _faults.Add(LineOf(_parser.Current!.Start), ColumnOf(_parser.Current.Start), message);

    private static int LineOf(Mark mark) => (int)Math.Max(1, mark.Line);

    private static int ColumnOf(Mark mark) => (int)Math.Max(1, mark.Column);
}
