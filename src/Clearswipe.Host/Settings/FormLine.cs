using Clearswipe.Host.Commands;
using Clearswipe.Wire.Iso8583;

namespace Clearswipe.Host.Settings;

/// <summary>How banks and acquirers write ISO 8583:1987, as a configuration names it.</summary>
static class FormLine
{
    public const string Usual = "ascii";

    public static Dialect Read(string written) => written switch
    {
        "ascii" => Dialect.Iso1987Ascii,
        "packed" => Dialect.Iso1987Packed,
        _ => throw Trouble.Use($"\"{written}\" is no form.", "Write form: ascii, or form: packed."),
    };
}
