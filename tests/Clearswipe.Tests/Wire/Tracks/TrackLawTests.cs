using Clearswipe.Vocabulary;
using Clearswipe.Wire.Tracks;
using CsCheck;

namespace Clearswipe.Tests.Wire.Tracks;

/// <summary>What holds for every track, every text and every bit.</summary>
public sealed class TrackLawTests
{
    private static readonly Gen<string> Numbers = Digits(11, 18).Select(digits => digits + CheckDigit(digits));

    private static readonly Gen<string> FirstTexts =
        from number in Numbers
        from name in Gen.Char[' ', '_'].Where(c => c is not ('%' or '?' or '^')).Array[2, 26]
        from expiry in Gen.OneOf(Digits(4, 4), Gen.Const("^"))
        from service in Gen.OneOf(Digits(3, 3), Gen.Const("^"))
        from rest in Gen.Char[' ', '_'].Where(c => c is not ('%' or '?')).Array[0, 20]
        select $"B{number}^{new string(name)}^{expiry}{service}{new string(rest)}";

    private static readonly Gen<string> SecondTexts =
        from number in Numbers
        from expiry in Gen.OneOf(Digits(4, 4), Gen.Const("="))
        from service in Gen.OneOf(Digits(3, 3), Gen.Const("="))
        from rest in Digits(0, 10)
        select $"{number}={expiry}{service}{rest}";

    private static readonly Gen<string> ThirdTexts =
        from format in Digits(2, 2)
        from number in Gen.OneOf(Numbers, Gen.Const(""))
        from rest in Gen.OneOf(Gen.Char['0', '9'], Gen.Const('=')).Array[12, 82]
        select $"{format}{number}={new string(rest)}";

    [Fact]
    public void Track_1_reads_what_was_written() => ReadsWhatWasWritten<Track1>(FirstTexts, 79);

    [Fact]
    public void Track_2_reads_what_was_written() => ReadsWhatWasWritten<Track2>(SecondTexts, 40);

    [Fact]
    public void Track_3_reads_what_was_written() => ReadsWhatWasWritten<Track3>(ThirdTexts, 107);

    [Fact]
    public void One_wrong_bit_of_track_1_stops_at_its_rung() => OneWrongBitStopsAtItsRung<Track1>(FirstTexts);

    [Fact]
    public void One_wrong_bit_of_track_2_stops_at_its_rung() => OneWrongBitStopsAtItsRung<Track2>(SecondTexts);

    [Fact]
    public void One_wrong_bit_of_track_3_stops_at_its_rung() => OneWrongBitStopsAtItsRung<Track3>(ThirdTexts);

    [Fact]
    public void Two_wrong_bits_in_one_character_fail_the_check_of_every_track()
    {
        TwoWrongBitsFailTheCheck<Track1>(FirstTexts);
        TwoWrongBitsFailTheCheck<Track2>(SecondTexts);
        TwoWrongBitsFailTheCheck<Track3>(ThirdTexts);
    }

    [Fact]
    public void No_bits_make_a_track_throw() =>
        Gen.Bool.Array[0, 700].Sample(bits =>
            (Track1.Decode(bits).Rung, Track2.Decode(bits).Rung, Track3.Decode(bits).Rung).ToString().Length > 0);

    [Fact]
    public void No_bits_behind_a_start_sentinel_make_a_track_throw() =>
        Gen.Bool.Array[0, 700].Sample(bits =>
            (Track1.Decode([.. Bits("1010001"), .. bits]).Rung,
             Track2.Decode([.. Bits("11010"), .. bits]).Rung,
             Track3.Decode([.. Bits("11010"), .. bits]).Rung).ToString().Length > 0);

    [Fact]
    public void No_text_makes_a_track_throw() =>
        Gen.OneOf(Gen.String, FirstTexts, SecondTexts, ThirdTexts).Sample(text =>
            $"{Track1.Read(text)}{Track2.Read(text)}{Track3.Read(text)}".Length >= 0);

    private static void ReadsWhatWasWritten<TTrack>(Gen<string> texts, int longest)
        where TTrack : class, ITrack<TTrack> =>
        texts.Sample(text =>
        {
            var bits = StripeBits.Encode(TTrack.Format, text);
            var characters = bits.Count / TTrack.Format.BitsPerCharacter;

            Assert.Equal(text, TTrack.Read(text)!.Reveal());
            Assert.Equal(text, Clear(StripeReading<TTrack>.Of(bits)));
            Assert.Equal(text, Clear(StripeReading<TTrack>.Of([.. bits.Reverse()])));
            Assert.Equal(longest, TTrack.Format.LongestText + 3);
            Assert.True(characters >= text.Length + 3);
        });

    private static void OneWrongBitStopsAtItsRung<TTrack>(Gen<string> texts)
        where TTrack : class, ITrack<TTrack> =>
        Gen.Select(texts, Gen.Int[0, 100_000]).Sample((text, chance) =>
        {
            var bits = StripeBits.Encode(TTrack.Format, text).ToArray();
            var at = chance % bits.Length;
            bits[at] = !bits[at];
            var reading = StripeReading<TTrack>.Of(bits);
            var place = (at - TTrack.Format.ClockingZeros) / TTrack.Format.BitsPerCharacter;
            var isClocking = at < TTrack.Format.ClockingZeros || place >= text.Length + 3;

            // A spark beside the characters leaves at least one direction to read in; in a sentinel, it hides them.
            if (isClocking)
                return Clear(reading) is null || Clear(reading) == text;
            return place == 0 || place == text.Length + 1
                ? Clear(reading) is null
                : reading is StripeReading<TTrack>.ParityErrors { Positions: [var broken] } && broken == place;
        });

    private static void TwoWrongBitsFailTheCheck<TTrack>(Gen<string> texts)
        where TTrack : class, ITrack<TTrack> =>
        Gen.Select(texts, Gen.Int[0, 100_000]).Sample((text, chance) =>
        {
            var format = TTrack.Format;
            var bits = StripeBits.Encode(format, text).ToArray();
            var place = chance % text.Length;
            var character = format.ClockingZeros + (1 + place) * format.BitsPerCharacter;
            bits[character] ^= true;
            bits[character + 1] ^= true;
            // Two bits make an end sentinel of '<', and a check that fits the shorter text is chance.
            return text[place] == '<'
                || StripeReading<TTrack>.Of(bits).Rung is StripeRead.LrcFailed or StripeRead.ParityErrors;
        });

    private static string? Clear<TTrack>(StripeReading<TTrack> reading)
        where TTrack : class, ITrack<TTrack> => reading switch
        {
            StripeReading<TTrack>.Good(var track) => track.Reveal(),
            StripeReading<TTrack>.HasChip(var track) => track.Reveal(),
            _ => null,
        };

    private static bool[] Bits(string bits) => [.. bits.Select(bit => bit == '1')];

    private static Gen<string> Digits(int shortest, int longest) =>
        Gen.Char['0', '9'].Array[shortest, longest].Select(digits => new string(digits));

    private static char CheckDigit(string digits) =>
        Enumerable.Range(0, 10).Select(digit => (char)('0' + digit))
            .First(digit => Pan.Read(digits + digit)!.Value.PassesLuhn);
}
