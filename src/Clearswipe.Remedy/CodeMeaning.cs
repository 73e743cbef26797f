using Clearswipe.Remedy.Catalogue;
using Clearswipe.Vocabulary;

namespace Clearswipe.Remedy;

/// <summary>What a code means in one system of codes, and what to do about it.</summary>
public sealed record CodeMeaning(string System, string Code, bool IsKnown, Bilingual Means)
{
    public required Bilingual SystemName { get; init; }

    /// <summary>The kind of code, such as "refused, try another card".</summary>
    public required Bilingual Class { get; init; }

    /// <summary>Who can do something about it.</summary>
    public required Bilingual Acts { get; init; }

    public required Bilingual Next { get; init; }

    /// <summary>Where the row comes from.</summary>
    public required string Source { get; init; }

    internal static IReadOnlyList<CodeMeaning> Of(Book book, string? system, string code)
    {
        if (system is not null)
            return [In(book, system, code)];

        var listed = book.Codes.Systems
            .Where(known => known.Find(code) is { Code: not "*" })
            .Select(known => In(book, known.Name, code))
            .ToList();
        return listed.Count > 0 ? listed : [Unknown(book, "", Bilingual.Nothing, code)];
    }

    private static CodeMeaning In(Book book, string system, string code)
    {
        if (book.Codes.System(system) is not { } known)
            return Unknown(book, system, Bilingual.Nothing, code);
        if (book.Codes.Find(system, code) is not { } row)
            return Unknown(book, system, known.Said, code);

        return new(system, code, IsKnown: true, row.Means)
        {
            SystemName = known.Said,
            Class = row.Class.Said,
            Acts = book.Phrase($"acts.{row.Acts}"),
            Next = row.Next ?? row.Class.Next,
            Source = known.Source,
        };
    }

    private static CodeMeaning Unknown(Book book, string system, Bilingual name, string code) =>
        new(system, code, IsKnown: false, book.Phrase("code.unknown"))
        {
            SystemName = name,
            Class = book.Phrase("code.unknown-class"),
            Acts = book.Phrase("acts.acquirer"),
            Next = book.Phrase("code.unknown-next"),
            Source = "",
        };
}
