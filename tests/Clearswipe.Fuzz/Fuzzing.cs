using SharpFuzz;

namespace Clearswipe.Fuzz;

/// <summary>
/// Tries inputs on a target: those that a fuzzer sends one after the other, or files, once each.
/// </summary>
internal static class Fuzzing
{
    private const int Wrong = 1;
    private const int Misused = 2;

    public static int Main(string[] words)
    {
        switch (words)
        {
            case ["targets"]:
                Console.Write(string.Concat(Targets.All.Select(target => $"{target.Name}\n")));
                return 0;
            case ["seeds", var corpora]:
                Console.WriteLine($"{Seeds.Write(corpora)} inputs written");
                return 0;
            case ["replay", var name, .. var paths] when Targets.Named(name) is { } target && paths.Length > 0:
                return Replay(target, paths);
            case [var name] when Targets.Named(name) is { } target:
                Fuzzer.OutOfProcess.Run(stream => target.Try(Whole(stream)));
                return 0;
            default:
                Console.Error.WriteLine("Clearswipe.Fuzz targets | TARGET | replay TARGET FILE-OR-FOLDER... | seeds FOLDER");
                return Misused;
        }
    }

    private static int Replay(Target target, string[] paths)
    {
        var broken = 0;
        var read = 0;
        var files = paths.SelectMany(Files).ToArray();
        foreach (var file in files)
        {
            try
            {
                read += target.Try(File.ReadAllBytes(file)) ? 1 : 0;
            }
            catch (Exception exception)
            {
                broken++;
                Console.WriteLine($"{file}: {exception}");
            }
        }

        Console.WriteLine($"{files.Length} inputs, {read} read, {files.Length - read - broken} refused");
        return broken == 0 ? 0 : Wrong;
    }

    private static IEnumerable<string> Files(string path) =>
        File.Exists(path) ? [path]
        : Directory.Exists(path) ? Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)
        : [];

    private static byte[] Whole(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
