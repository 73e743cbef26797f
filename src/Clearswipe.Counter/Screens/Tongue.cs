using Clearswipe.Vocabulary;

namespace Clearswipe.Counter.Screens;

/// <summary>Languages as HTML names them.</summary>
public static class Tongue
{
    public static string Code(this Language language) => language switch
    {
        Language.Chinese => "zh-CN",
        Language.English => "en",
        _ => throw new InvariantException("a language is Chinese or English"),
    };

    public static Language Other(this Language language) =>
        language == Language.Chinese ? Language.English : Language.Chinese;
}
