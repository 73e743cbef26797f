using System.Text;

namespace Clearswipe.Remedy.Catalogue;

/// <summary>Names of ours as the catalogue's files spell them: NoFlux is "no-flux".</summary>
static class Words
{
    public static string Of<T>(T value) where T : struct, Enum => Kebab(value.ToString());

    public static T? Read<T>(string word) where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == word)
                return value;
        }

        return null;
    }

    public static string Listed<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));

    private static string Kebab(string name)
    {
        var word = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && word.Length > 0)
                word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
