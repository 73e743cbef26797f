namespace Clearswipe.Host.Commands;

#pragma warning disable RS0030 // The command line is the adapter through which an author's own files come and go.

/// <summary>Files of the catalogue in a folder of their author's, by their paths below it.</summary>
static class OwnFiles
{
    public static List<(string Path, string Text)> Of(string folder)
    {
        if (!Directory.Exists(folder))
            throw Trouble.Use($"{folder} is no folder.", "Name a folder with causes/, findings/, steps/ and the like.");
        return
        [
            .. from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
               where Path.GetExtension(file) is ".yaml" or ".tsv"
               orderby file
               select (Path.GetRelativePath(folder, file).Replace('\\', '/'), Text(file)),
        ];
    }

    public static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Use($"{file} cannot be read: {e.Message}", "Check that it exists and that you may read it.");
        }
    }

    public static void Write(string folder, IEnumerable<(string Path, string Text)> files)
    {
        try
        {
            foreach (var (path, text) in files)
            {
                var file = Path.Combine(folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Found($"{folder} cannot be written: {e.Message}", "Name another folder.");
        }
    }
}
