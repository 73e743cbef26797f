using Clearswipe.Vocabulary;

namespace Clearswipe.Host.Reports;

/// <summary>In which languages a report is written: the words of --lang.</summary>
static class Languages
{
    public static IReadOnlyList<Language> Chosen(string language) => language switch
    {
        "zh" => [Language.Chinese],
        "en" => [Language.English],
        _ => [Language.Chinese, Language.English],
    };
}
