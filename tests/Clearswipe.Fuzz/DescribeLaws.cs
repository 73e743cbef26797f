using System.Text;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Describe;

namespace Clearswipe.Fuzz;

/// <summary>Whatever is pasted is told for what it is, in both languages, and nothing of it moves a screen.</summary>
internal static class DescribeLaws
{
    public static bool TryBytes(byte[] bytes) => Try(Identified.InBytes(bytes), bytes.Length);

    /// <summary>The bytes are UTF-8, as a page sends them.</summary>
    public static bool TryText(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return Try(Identified.InText(text), text.Length);
    }

    private static bool Try(Identified found, int length)
    {
        switch (found)
        {
            case Identified.Whole whole:
                // Given bare, a message may stand in an envelope's place, and is longer than what is ever written.
                if (length <= Limits.LongestMessage)
                    Law.Holds(IsMessage(whole), "a whole message is written and read again");
                Law.IsPlain(whole.Description.In(Language.Chinese));
                Law.IsPlain(whole.Description.In(Language.English));
                return true;
            case Identified.Broken broken:
                Law.LiesWithin(broken.Fault, length);
                return false;
            default:
                return false;
        }
    }

    private static bool IsMessage(Identified.Whole whole) =>
        whole.Dialect.TryRead(whole.Dialect.Write(whole.Message), out var again) is null
        && again.Fields.SequenceEqual(whole.Message.Fields);
}
