using Clearswipe.Wire.Framing;
using Clearswipe.Wire.Iso8583;
using CsCheck;

namespace Clearswipe.Tests.Wire.Iso8583;

/// <summary>Messages to try things on: one like those of docs/MESSAGES.md, and any that a dialect can write.</summary>
internal static class Samples
{
    public static readonly PosEnvelope Envelope = new("6000030000", "603100310100");

    /// <summary>A chip sale with PIN, as a till sends it. All values are invented.</summary>
    public static Message PosSale() => new Message("0200")
        .With(2, "6222021234567894")
        .With(3, "000000")
        .With(4, "000000012800")
        .With(11, "000124")
        .With(12, "183001")
        .With(13, "1122")
        .With(14, "3012")
        .With(22, "051")
        .With(23, "001")
        .With(25, "00")
        .With(26, "12")
        .With(35, "6222021234567894D30122010000001234567")
        .With(41, "T0000001")
        .With(42, "898440350110001")
        .With(49, "156")
        .With(52, Convert.FromHexString("0412AC89ABCDEF67"))
        .With(53, "2600000000000000")
        .With(55, Convert.FromHexString(
            "9F2608A1B2C3D4E5F607189F2701809F3602012395050000009000" + "9A032611229F3403420300"
            + "5A086222021234567894" + "5713" + "6222021234567894D30122010000001234567F"))
        .With(60, "2200000100050")
        .With(64, "B536A23A"u8.ToArray());

    /// <summary>Any message that the dialect can write.</summary>
    public static Gen<Message> Any(Dialect dialect) =>
        from fields in Gen.Int[2, 127].Array[0, 30]
        from type in Gen.Char['0', '9'].Array[4]
        from fill in Gen.Byte.Array[1, 40]
        select fields
            .Where(field => dialect.Spec(field) is not null)
            .Aggregate(new Message(new string(type)), (message, field) => Fill(message, dialect.Spec(field)!, fill));

    private static Message Fill(Message message, FieldSpec spec, byte[] fill)
    {
        if (spec.Pairs is { } pairs)
            return message.With(spec.Number, string.Concat(pairs.Select(pair => Pair(pair, fill[0]))));
        var length = spec.Prefix.IsFixed ? spec.MaxLength : Math.Min(fill.Length, spec.MaxLength);
        var bytes = Enumerable.Range(0, length).Select(i => fill[(i + spec.Number) % fill.Length]).ToArray();
        return spec.Content == Content.Binary
            ? message.With(spec.Number, bytes)
            : message.With(spec.Number, string.Concat(
                bytes.Select((value, at) => spec.Content == Content.Signed && at == 0
                    ? "CD"[value % 2]
                    : Character(spec.Content, value))));
    }

    private static string Pair(char unit, byte value) => (unit switch
    {
        'M' => value % 12 + 1,
        'D' => value % 28 + 1,
        'h' => value % 24,
        'm' or 's' => value % 60,
        _ => value % 100,
    }).ToString("D2");

    private static char Character(Content content, byte value) => content switch
    {
        Content.Digits or Content.Signed => (char)('0' + value % 10),
        Content.Letters or Content.Alphanumeric => (char)('A' + value % 26),
        Content.Printable => value is < 0x20 or 0x7F ? ' ' : (char)value,
        Content.SealedTrack => "0123456789ABCDEF"[value % 16],
        Content.Track => "0123456789D"[value % 11],
        _ => (char)value,
    };
}
