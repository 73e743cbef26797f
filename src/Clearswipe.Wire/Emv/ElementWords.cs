using Clearswipe.Vocabulary;

namespace Clearswipe.Wire.Emv;

/// <summary>What the value of a data element says, in words; most say nothing but their bytes.</summary>
internal static class ElementWords
{
    public static IReadOnlyList<Bilingual> Of(Tag tag, ReadOnlySpan<byte> value) => tag.Value switch
    {
        0x82 => CardProfile.Meaning(value),
        0x8E => VerificationMethods.List(value),
        0x95 => VerificationResults.Terminal(value),
        0x9B => VerificationResults.Status(value),
        0x9C => Perhaps(TransactionType.Meaning(value)),
        0x9F27 => CryptogramKind.Meaning(value),
        0x9F33 => TerminalProfile.Capabilities(value),
        0x9F34 => Perhaps(VerificationResults.Cardholder(value)),
        0x9F35 => Perhaps(TerminalProfile.Type(value)),
        0x9F40 => TerminalProfile.MoreCapabilities(value),
        _ => [],
    };

    private static Bilingual[] Perhaps(Bilingual? words) => words is null ? [] : [words];
}
