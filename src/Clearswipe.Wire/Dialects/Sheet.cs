using System.Globalization;
using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Dialects;

/// <summary>
/// One mapping of a dialect's file. It refuses a key that it does not know or that stands twice, and notes each fault
/// with the place that it is about, so that reading can go on.
/// </summary>
internal sealed class Sheet
{
    private const int LongestText = 80;

    private static readonly Dictionary<string, bool> YesAndNo = new()
    {
        [DialectWords.Yes] = true,
        [DialectWords.No] = false,
    };

    private readonly FaultList _faults;
    private readonly string _about;
    private readonly Dictionary<string, Written> _values = [];

    private Sheet(Written.Table table, FaultList faults, string about) =>
        (Place, _faults, _about) = (table, faults, about);

    public Written Place { get; }

    /// <summary>
    /// Opens a mapping that may hold these keys; what it is about, such as "DE 48: ", leads its faults.
    /// </summary>
    public static Sheet Open(
        Written.Table table, FaultList faults, string about, params IReadOnlyList<string> known)
    {
        var sheet = new Sheet(table, faults, about);
        foreach (var (key, value) in table.Rows)
            if (!known.Contains(key.Value))
                sheet.Fault(
                    key, $"nobody knows the key {FaultList.Quoted(key.Value)}; {NearWords.Hint(key.Value, known)}");
            else if (!sheet._values.TryAdd(key.Value, value))
                sheet.Fault(key, $"\"{key.Value}\" stands here twice; leave one");
        return sheet;
    }

    /// <summary>Opens a mapping that stands within this one.</summary>
    public Sheet Inner(Written.Table table, string about, params IReadOnlyList<string> known) =>
        Open(table, _faults, about, known);

    public Written? Find(string key) => _values.GetValueOrDefault(key);

    public void Fault(Written at, string message) => _faults.Add(at, _about + message);

    /// <summary>A key that has to be there; else the fault says what for.</summary>
    public Written? Needed(string key, string why)
    {
        if (Find(key) is not { } value)
        {
            Fault(Place, $"\"{key}\" is missing: {why}");
            return null;
        }

        return value;
    }

    /// <summary>One of the words of a table; null when the key is not there, or is none of them.</summary>
    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Find(key) is not { } value)
            return null;
        var typed = value is Written.Word word ? word.Value : "";
        if (words.TryGetValue(typed, out var found))
            return found;
        Fault(value, typed.Length > 0
            ? $"\"{key}\" is not {FaultList.Quoted(typed)}; {NearWords.Hint(typed, [.. words.Keys])}"
            : $"\"{key}\" is one word; {NearWords.Hint("", [.. words.Keys])}");
        return null;
    }

    /// <summary>"true" or "false"; null when the key is not there, or is neither.</summary>
    public bool? YesNo(string key) => Choice(key, YesAndNo);

    /// <summary>A whole number within bounds, or null after a fault.</summary>
    public int? Number(string key, int least, int most, string unit)
    {
        if (Find(key) is not { } value)
            return null;
        if (value is Written.Word word
            && int.TryParse(word.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        Fault(value, $"\"{key}\" is a number from {least} to {most}: {unit}");
        return null;
    }

    /// <summary>A name in both languages: one text for both, or a mapping of zh and en.</summary>
    public Bilingual? Name(string key) => Find(key) is { } value ? Name(value) : null;

    /// <summary>The same for a value that stands by itself.</summary>
    public Bilingual? Name(Written value)
    {
        if (value is not Written.Table table)
            return Text(value) is { } text ? new Bilingual(text, text) : null;
        const string why = "a name is {zh: …, en: …}, or one text for both languages";
        var both = Open(table, _faults, _about, "zh", "en");
        var chinese = both.Needed("zh", why) is { } zh ? Text(zh) : null;
        var english = both.Needed("en", why) is { } en ? Text(en) : null;
        return chinese is null || english is null ? null : new Bilingual(chinese, english);
    }

    /// <summary>A text that can be shown, or null after a fault.</summary>
    public string? Text(Written value)
    {
        if (value is Written.Word { Value: var text } && text.Trim().Length > 0 && text.Length <= LongestText
            && !text.Any(IsUnseen))
            return text.Trim();
        Fault(value, $"a name is text of 1 to {LongestText} characters that can be seen");
        return null;
    }

    /// <summary>Names by value or by tag; each key stands once, and the caller says what is wrong with one.</summary>
    public Dictionary<string, Bilingual> Names(string key, Func<string, string?> problem)
    {
        var names = new Dictionary<string, Bilingual>();
        if (Find(key) is not { } value)
            return names;
        if (value is not Written.Table table)
        {
            Fault(value, $"\"{key}\" is a mapping such as {{\"01\": {{zh: 操作员, en: operator}}}}");
            return names;
        }

        foreach (var (word, called) in table.Rows)
        {
            if (problem(word.Value) is { } wrong)
                Fault(word, wrong);
            if (Name(called) is { } name && !names.TryAdd(word.Value, name))
                Fault(word, $"{FaultList.Quoted(word.Value)} stands here twice; leave one");
        }

        return names;
    }

    /// <summary>Whether a letter could hide or forge what stands beside it on a screen.</summary>
    internal static bool IsUnseen(char letter) => char.IsControl(letter) || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;
}
