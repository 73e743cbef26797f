using System.Runtime.CompilerServices;

namespace Clearswipe.Tests.House;

/// <summary>
/// A picture of text that people read, reviewed like code: it stands beside the test as "Tests.Member.txt", and
/// `./build accept` renews it.
/// </summary>
internal static class Snapshot
{
    public static void Matches(
        string text, string extension = "txt", [CallerFilePath] string test = "", [CallerMemberName] string member = "")
    {
        var picture = Path.Combine(
            Path.GetDirectoryName(test)!, $"{Path.GetFileNameWithoutExtension(test)}.{member}.{extension}");
        if (Environment.GetEnvironmentVariable("CLEARSWIPE_ACCEPT") == "1")
            File.WriteAllText(picture, text);
        Assert.True(File.Exists(picture), $"{House.Short(picture)} is missing; ./build accept makes it");
        Assert.Equal(File.ReadAllText(picture), text, ignoreLineEndingDifferences: true);
    }
}
