using System.Text;
using Clearswipe.Counter.Links;
using Clearswipe.Counter.Sales;
using Clearswipe.Vocabulary;
using Clearswipe.Wire.Emv;

namespace Clearswipe.Counter.Readers;

/// <summary>
/// What the terminal tells a chip about itself and the sale; part of it goes back to the issuer in field 55.
/// </summary>
static class TerminalData
{
    private const string China = "0156";

    /// <summary>The tags of field 55 that are the terminal's, then those that are the chip's.</summary>
    public static readonly Tag[] ToIssuer =
    [
        0x9F26, 0x9F27, 0x9F10, 0x9F37, 0x9F36, 0x95, 0x9A, 0x9C, 0x9F02, 0x5F2A, 0x82, 0x9F1A, 0x9F03, 0x9F33, 0x9F34,
        0x9F35, 0x9F1E, 0x84, 0x9F09,
    ];

    public static Dictionary<Tag, byte[]> Of(TillSettings settings, Money amount, Surroundings surroundings)
    {
        var unpredictable = new byte[4];
        surroundings.Chance.Fill(unpredictable);
        var local = surroundings.LocalNow;
        return new Dictionary<Tag, byte[]>
        {
            [0x9F02] = Hex(Requests.Amount(amount)),
            [0x9F03] = new byte[6],
            [0x9F1A] = Hex(China),
            [0x5F2A] = Hex(China),
            [0x95] = new byte[5],
            [0x9A] = Hex(local.ToString("yyMMdd")),
            [0x9F21] = Hex(local.ToString("HHmmss")),
            [0x9C] = [0x00],
            [0x9F37] = unpredictable,
            // Stripe, chip; PIN to be checked online; no offline data authentication.
            [0x9F33] = Hex("E0E1C8"),
            [0x9F34] = Hex("1F0000"),
            [0x9F35] = [0x22],
            [0x9F1E] = Encoding.ASCII.GetBytes(settings.Terminal.Value),
            [0x9F09] = Hex("0020"),
            // Tap: EMV mode and online PIN are there, and the answer must come online.
            [0x9F66] = Hex("26800080"),
        };
    }

    /// <summary>
    /// The card wants a PIN, and it is taken to be checked online: the chip is told before its cryptogram.
    /// </summary>
    public static void TakePin(Dictionary<Tag, byte[]> terminal)
    {
        terminal[0x95] = [0, 0, 0x04, 0, 0];
        terminal[0x9F34] = Hex("020000");
    }

    private static byte[] Hex(string digits) => Convert.FromHexString(digits);
}
