using Clearswipe.Host.Commands;
using Clearswipe.Wire.Dialects;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Host.Settings;

/// <summary>A dialect from a person's own file; all that is wrong with the file is told at once.</summary>
static class OwnDialect
{
    // Beyond what a dialect may have; of an endless file no more is read.
    private const int LongestRead = 512 * 1024;

    public static Dialect Read(string file) => Parse(file, ReadAll(file));

    internal static Dialect Parse(string file, string text)
    {
        var faults = DialectFile.TryRead(text, out var dialect);
        return dialect ?? throw Trouble.Use(
            string.Join('\n', faults.Select(fault => $"{file}, {fault}")),
            "docs/DIALECTS.md says every key; samples/dialects shows two files.");
    }

    private static string ReadAll(string file)
    {
        if (Directory.Exists(file))
            throw Trouble.Use($"{file} is a folder.", "Name one dialect file in it.");
        try
        {
#pragma warning disable RS0030 // The dialect is a file of the person at the command line.
            using var reader = File.OpenText(file);
#pragma warning restore RS0030
            var text = new char[LongestRead];
            return new string(text, 0, reader.ReadBlock(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Use(
                $"{file} cannot be read: {e.Message}", "Name a dialect file; samples/dialects shows two.");
        }
    }
}
