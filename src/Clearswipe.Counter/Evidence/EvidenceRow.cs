using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clearswipe.Counter.Evidence;

/// <summary>What a row of evidence is about.</summary>
public enum EvidenceKind
{
    Asked,
    Sent,
    Received,
    Saw,
    Shown,
    Printed,
    Decided,
}

/// <summary>
/// One row of a sale's evidence. Its hash covers the row and the hash before it, so that a row cannot be changed,
/// taken out or put in without the rest showing it. Bodies are masked before they come here.
/// </summary>
public sealed record EvidenceRow(
    string Sale, int Number, DateTimeOffset At, EvidenceKind Kind, string Body, string Hash)
{
    /// <summary>What stands before the first row.</summary>
    public const string Beginning = "";

    public static EvidenceRow After(
        string hash, string sale, int number, DateTimeOffset at, EvidenceKind kind, string body) =>
        new(sale, number, at, kind, body, HashOf(hash, sale, number, at, kind, body));

    /// <summary>The number of the first row that was tampered with, or null when the chain is whole.</summary>
    public static int? FirstBroken(IEnumerable<EvidenceRow> rows)
    {
        var hash = Beginning;
        var number = 1;
        foreach (var row in rows)
        {
            if (row.Number != number || row != After(hash, row.Sale, number, row.At, row.Kind, row.Body))
                return number;
            hash = row.Hash;
            number++;
        }

        return null;
    }

    // Each part carries its length, so that no text can pass for two.
    private static string HashOf(
        string before, string sale, int number, DateTimeOffset at, EvidenceKind kind, string body)
    {
        var parts = new[] { before, sale, Text(number), Stamp.Write(at), kind.ToString(), body };
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part};"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
